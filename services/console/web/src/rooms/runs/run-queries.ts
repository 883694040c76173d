import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { logStore } from '../../api/client.ts';
import type { components } from '../../api/generated/log-store.ts';

export type Run = components['schemas']['FinishedRun'];
export type ModuleExecution = components['schemas']['ModuleExecution'];

export interface RunFilter {
  readonly scenarioId?: string;
  readonly status?: Run['status'];
}

/** Newest first. Read again by itself, since runs end while one looks. */
export const runPages = (filter: RunFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['runs', filter, limit],
    queryFn: ({ pageParam }) =>
      answerOf(
        logStore.GET('/v1/runs', { params: { query: { ...filter, limit, ...(pageParam && { cursor: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 5_000,
  });

export const run = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: () => answerOf(logStore.GET('/v1/runs/{runId}', { params: { path: { runId } } })),
    staleTime: 60_000,
  });
