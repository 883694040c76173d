import { Anchor, Paper, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { durationInWords } from '../../parts/duration.ts';
import { GoneTag } from '../../parts/gone-tag.tsx';
import { Instant } from '../../parts/instant.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import type { Run } from './run-queries.ts';
import { ScenarioName } from './scenario-name.tsx';

export function RunsTable({
  runs,
  ofOneScenario = false,
}: {
  readonly runs: readonly Run[];
  readonly ofOneScenario?: boolean;
}) {
  const { t, i18n } = useTranslation();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('runs.result')}</Table.Th>
              {!ofOneScenario && <Table.Th>{t('runs.scenario')}</Table.Th>}
              <Table.Th>{t('runs.started')}</Table.Th>
              <Table.Th>{t('runs.ended')}</Table.Th>
              <Table.Th className="number">{t('runs.operations')}</Table.Th>
              <Table.Th className="number">{t('runs.duration')}</Table.Th>
              <Table.Th>{t('runs.kept')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <Anchor component={Link} to={`/runs/${run.id}`}>
                    <StatusMark status={run.status} />
                  </Anchor>
                </Table.Td>
                {!ofOneScenario && (
                  <Table.Td>
                    <ScenarioName scenarioId={run.scenarioId} />
                  </Table.Td>
                )}
                <Table.Td>
                  <Text size="sm">{t(`trigger.${run.trigger}` as 'trigger.webhook')}</Text>
                </Table.Td>
                <Table.Td>
                  <Instant at={run.finishedAt} />
                </Table.Td>
                <Table.Td className="number">{run.operations}</Table.Td>
                <Table.Td className="number">
                  {durationInWords(Date.parse(run.finishedAt) - Date.parse(run.startedAt), i18n.language)}
                </Table.Td>
                <Table.Td>
                  <GoneTag at={run.expiresAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
