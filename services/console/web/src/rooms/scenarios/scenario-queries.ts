import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import type { components } from '../../api/generated/executor.ts';

export type Scenario = components['schemas']['Scenario'];

const PAGE = 50;

export const scenarioPages = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['scenarios', text],
    queryFn: ({ pageParam }) =>
      answerOf(
        executor.GET('/v1/scenarios', {
          params: { query: { limit: PAGE, ...(text && { text }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const scenario = (scenarioId: string) =>
  queryOptions({
    queryKey: ['scenario', scenarioId],
    queryFn: () => answerOf(executor.GET('/v1/scenarios/{scenarioId}', { params: { path: { scenarioId } } })),
  });

export const blueprintOf = (scenarioId: string) =>
  queryOptions({
    queryKey: ['scenario', scenarioId, 'blueprint'],
    queryFn: () => answerOf(executor.GET('/v1/scenarios/{scenarioId}/blueprint', { params: { path: { scenarioId } } })),
  });
