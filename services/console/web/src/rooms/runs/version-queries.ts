import { queryOptions } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';

/** The scenario as it was when the run used it; versions never change. */
export const versionOf = (scenarioId: string, number: number) =>
  queryOptions({
    queryKey: ['scenario', scenarioId, 'version', number],
    queryFn: () =>
      answerOf(
        executor.GET('/v1/scenarios/{scenarioId}/versions/{number}/blueprint', {
          params: { path: { scenarioId, number: String(number) } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
