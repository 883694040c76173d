import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { runPages } from './run-queries.ts';
import { RunsTable } from './runs-table.tsx';

const STATUSES = ['success', 'warning', 'error'] as const;

export function RunsRoom() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const status = STATUSES.find((known) => known === search.get('status'));
  const scenarioId = search.get('scenarioId') ?? undefined;
  const pages = useInfiniteQuery(
    runPages({ ...(status && { status }), ...(scenarioId !== undefined && { scenarioId }) }),
  );
  const runs = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const choose = (wanted: string): void => {
    setSearch((before) => {
      if (wanted === 'all') before.delete('status');
      else before.set('status', wanted);
      return before;
    });
  };
  return (
    <Stack>
      <RoomTitle name={t('runs.title')} />
      <SegmentedControl
        value={status ?? 'all'}
        onChange={choose}
        aria-label={t('runs.result')}
        data={[
          { value: 'all', label: t('list.all') },
          ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        w="fit-content"
      />
      {pages.error && <ProblemNote thrown={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <LoadingRows />}
      {runs.length > 0 && <RunsTable runs={runs} />}
      {pages.data && runs.length === 0 && (
        <EmptyState title={t('runs.emptyTitle')} text={t(status === undefined ? 'runs.emptyText' : 'runs.noneSo')} />
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  );
}
