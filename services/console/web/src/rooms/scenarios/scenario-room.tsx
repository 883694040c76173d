import { Anchor, Breadcrumbs, Code, CopyButton, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ScenarioCanvas } from '../../canvas/scenario-canvas.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { runPages } from '../runs/run-queries.ts';
import { RunsTable } from '../runs/runs-table.tsx';
import { ActivationSwitch } from './activation-switch.tsx';
import { RunOnce } from './run-once.tsx';
import { blueprintOf, scenario } from './scenario-queries.ts';

export function ScenarioRoom() {
  const { t } = useTranslation();
  const { scenarioId = '' } = useParams();
  const known = useQuery(scenario(scenarioId));
  const blueprint = useQuery(blueprintOf(scenarioId));
  const runs = useInfiniteQuery(runPages({ scenarioId }, 10));
  const latest = runs.data?.pages[0]?.items ?? [];
  if (known.error) return <ProblemNote thrown={known.error} again={() => void known.refetch()} />;
  if (!known.data) return <LoadingRows />;
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/scenarios">
          {t('scenarios.title')}
        </Anchor>
        <Text c="dimmed">{known.data.name}</Text>
      </Breadcrumbs>
      <Group justify="space-between">
        <RoomTitle name={known.data.name} />
        <Group>
          <ActivationSwitch scenario={known.data} />
          <RunOnce scenarioId={scenarioId} />
        </Group>
      </Group>
      {known.data.hooks.map(({ moduleId, url }) => (
        <Group key={moduleId} gap="xs">
          <Text c="dimmed">{t('scenario.webhook')}</Text>
          <Code>{url}</Code>
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {t(copied ? 'scenario.copied' : 'scenario.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      ))}
      {blueprint.error && <ProblemNote thrown={blueprint.error} again={() => void blueprint.refetch()} />}
      {blueprint.data && <ScenarioCanvas blueprint={blueprint.data} />}
      <Title order={2}>{t('scenario.lastRuns')}</Title>
      {runs.data && latest.length === 0 && <EmptyState title={t('runs.emptyTitle')} text={t('runs.emptyText')} />}
      {latest.length > 0 && <RunsTable runs={latest} ofOneScenario />}
    </Stack>
  );
}
