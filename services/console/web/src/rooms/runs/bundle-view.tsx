import { Code, SegmentedControl, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A bundle as a table of its fields or as the JSON it is. */
export function BundleView({ bundle }: { readonly bundle: unknown }) {
  const { t } = useTranslation();
  const [view, setView] = useState('table');
  return (
    <Stack gap="xs" mb="sm">
      <SegmentedControl
        size="xs"
        w="fit-content"
        value={view}
        onChange={setView}
        data={[
          { value: 'table', label: t('run.table') },
          { value: 'json', label: t('run.json') },
        ]}
      />
      {view === 'json' ? (
        <Code block>{JSON.stringify(bundle, null, 2)}</Code>
      ) : (
        <Table withTableBorder layout="fixed">
          <Table.Tbody>
            {fieldsOf(bundle).map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th w={200}>{name}</Table.Th>
                <Table.Td className="bundle-value">{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

/** `customer.name`, `lines[0].price`: each leaf under the path one would write in a template. */
function fieldsOf(value: unknown, path = ''): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, at) => fieldsOf(item, `${path}[${String(at + 1)}]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, item]) => fieldsOf(item, path === '' ? name : `${path}.${name}`));
  return [[path, typeof value === 'string' ? value : String(value)]];
}
