import { Anchor, Paper, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Instant } from '../../parts/instant.tsx';
import { ActivationSwitch } from './activation-switch.tsx';
import type { Scenario } from './scenario-queries.ts';

export function ScenariosTable({ scenarios }: { readonly scenarios: readonly Scenario[] }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('scenarios.name')}</Table.Th>
              <Table.Th>{t('scenarios.state')}</Table.Th>
              <Table.Th className="number">{t('scenarios.version')}</Table.Th>
              <Table.Th>{t('scenarios.changed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scenarios.map((scenario) => (
              <Table.Tr key={scenario.id}>
                <Table.Td>
                  <Anchor component={Link} to={`/scenarios/${scenario.id}`}>
                    {scenario.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <ActivationSwitch scenario={scenario} />
                </Table.Td>
                <Table.Td className="number">{scenario.version}</Table.Td>
                <Table.Td>
                  <Instant at={scenario.updatedAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
