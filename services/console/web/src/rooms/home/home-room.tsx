import { Anchor, Group, Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { runPages } from '../runs/run-queries.ts';
import { RunsTable } from '../runs/runs-table.tsx';
import { scenarioPages } from '../scenarios/scenario-queries.ts';
import { ScenariosTable } from '../scenarios/scenarios-table.tsx';

const SHOWN = 8;

export function HomeRoom() {
  const { t } = useTranslation();
  const scenarios = useInfiniteQuery(scenarioPages(''));
  const runs = useInfiniteQuery(runPages({}, SHOWN));
  const known = scenarios.data?.pages[0]?.items ?? [];
  const latest = runs.data?.pages[0]?.items ?? [];
  return (
    <Stack>
      <RoomTitle name={t('home.title')} />
      <Group justify="space-between">
        <Title order={2}>{t('home.scenarios')}</Title>
        <Anchor component={Link} to="/scenarios">
          {t('home.active', { count: known.filter(({ isActive }) => isActive).length })}
        </Anchor>
      </Group>
      {scenarios.error && <ProblemNote thrown={scenarios.error} again={() => void scenarios.refetch()} />}
      {scenarios.isPending && <LoadingRows count={3} />}
      {known.length > 0 && <ScenariosTable scenarios={known.slice(0, SHOWN)} />}
      {scenarios.data && known.length === 0 && (
        <EmptyState title={t('scenarios.emptyTitle')} text={t('scenarios.emptyText')} />
      )}
      <Title order={2}>{t('home.latest')}</Title>
      {runs.error && <ProblemNote thrown={runs.error} again={() => void runs.refetch()} />}
      {runs.isPending && <LoadingRows count={3} />}
      {latest.length > 0 && <RunsTable runs={latest} />}
      {runs.data && latest.length === 0 && <EmptyState title={t('runs.emptyTitle')} text={t('runs.emptyText')} />}
    </Stack>
  );
}
