import { Checkbox, Paper, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { GoneTag } from '../../parts/gone-tag.tsx';
import { Instant } from '../../parts/instant.tsx';
import { ScenarioName } from '../runs/scenario-name.tsx';
import type { Incomplete } from './incomplete-queries.ts';

interface Props {
  readonly items: readonly Incomplete[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (ids: ReadonlySet<string>) => void;
}

/** What could not finish: where it stopped, why, and what happens next by itself. */
export function IncompleteTable({ items, chosen, choose }: Props) {
  const { t } = useTranslation();
  const all = items.every(({ id }) => chosen.has(id));
  const turn = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40}>
                <Checkbox
                  aria-label={t('incomplete.chooseAll')}
                  checked={all}
                  indeterminate={!all && chosen.size > 0}
                  onChange={() => choose(new Set(all ? [] : items.map(({ id }) => id)))}
                />
              </Table.Th>
              <Table.Th>{t('runs.scenario')}</Table.Th>
              <Table.Th>{t('incomplete.stoppedAt')}</Table.Th>
              <Table.Th>{t('incomplete.why')}</Table.Th>
              <Table.Th className="number">{t('incomplete.attempts')}</Table.Th>
              <Table.Th>{t('incomplete.next')}</Table.Th>
              <Table.Th>{t('runs.kept')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <Checkbox
                    aria-label={t('incomplete.choose', { module: item.module })}
                    checked={chosen.has(item.id)}
                    onChange={() => turn(item.id)}
                  />
                </Table.Td>
                <Table.Td>
                  <ScenarioName scenarioId={item.scenarioId} />
                </Table.Td>
                <Table.Td>
                  {item.moduleId} · {item.module}
                </Table.Td>
                <Table.Td>{item.errorClass}</Table.Td>
                <Table.Td className="number">{item.attempts}</Table.Td>
                <Table.Td>
                  {item.nextRetryAt === null ? t('incomplete.byHand') : <Instant at={item.nextRetryAt} />}
                </Table.Td>
                <Table.Td>
                  <GoneTag at={item.expiresAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
