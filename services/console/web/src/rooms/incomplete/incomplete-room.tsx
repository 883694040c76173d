import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { IncompleteActions } from './incomplete-actions.tsx';
import { incompletePages } from './incomplete-queries.ts';
import { IncompleteTable } from './incomplete-table.tsx';

/** States a person looks for; what is deleted is gone and not listed. */
const STATES = ['pending', 'retrying', 'resolved'] as const;

export function IncompleteRoom() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((known) => known === search.get('state')) ?? 'pending';
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const pages = useInfiniteQuery(incompletePages(state));
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (wanted: string): void => {
    choose(new Set());
    setSearch(wanted === 'pending' ? {} : { state: wanted });
  };
  return (
    <Stack>
      <RoomTitle name={t('incomplete.title')} />
      <Group justify="space-between">
        <SegmentedControl
          value={state}
          onChange={show}
          aria-label={t('incomplete.state')}
          data={STATES.map((value) => ({ value, label: t(`incomplete.${value}`) }))}
        />
        <IncompleteActions
          ids={items.map(({ id }) => id).filter((id) => chosen.has(id))}
          onDone={() => choose(new Set())}
        />
      </Group>
      {pages.error && <ProblemNote thrown={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <LoadingRows />}
      {items.length > 0 && <IncompleteTable items={items} chosen={chosen} choose={choose} />}
      {pages.data && items.length === 0 && (
        <EmptyState title={t('incomplete.emptyTitle')} text={t('incomplete.emptyText')} />
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  );
}
