import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import type { components } from '../../api/generated/executor.ts';

export type Incomplete = components['schemas']['IncompleteExecution'];
export type IncompleteState = components['schemas']['IncompleteState'];

export const incompletePages = (state: IncompleteState) =>
  infiniteQueryOptions({
    queryKey: ['incompletes', state],
    queryFn: ({ pageParam }) =>
      answerOf(
        executor.GET('/v1/incomplete-executions', {
          params: { query: { state, limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 10_000,
  });
