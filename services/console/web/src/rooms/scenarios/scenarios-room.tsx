import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { ImportBlueprint } from './import-blueprint.tsx';
import { scenarioPages } from './scenario-queries.ts';
import { ScenariosTable } from './scenarios-table.tsx';

export function ScenariosRoom() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const text = search.get('text') ?? '';
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    scenarioPages(text),
  );
  const filter = useDebouncedCallback(
    (wanted: string) => setSearch(wanted === '' ? {} : { text: wanted }, { replace: true }),
    200,
  );
  const scenarios = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      <Group justify="space-between">
        <RoomTitle name={t('scenarios.title')} />
        <ImportBlueprint />
      </Group>
      <TextInput
        aria-label={t('list.filter')}
        placeholder={t('list.filter')}
        defaultValue={text}
        onChange={(event) => filter(event.currentTarget.value)}
        maw={320}
        type="search"
      />
      {error && <ProblemNote thrown={error} again={() => void refetch()} />}
      {isPending && <LoadingRows />}
      {data && scenarios.length > 0 && <ScenariosTable scenarios={scenarios} />}
      {data && scenarios.length === 0 && (
        <EmptyState
          title={t('scenarios.emptyTitle')}
          text={text === '' ? t('scenarios.emptyText') : t('scenarios.noMatch', { text })}
        />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  );
}
