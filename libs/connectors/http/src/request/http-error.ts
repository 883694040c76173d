import { ModuleError, type HttpResponse } from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import { headerOf, readAnswer } from './read-answer.ts';
import type { RequestPlan } from './request-plan.ts';

/** An answer that the author wants to be an error. What the service said is its detail, for handlers. */
export function httpError(response: HttpResponse, plan: RequestPlan, clock: Clock): ModuleError {
  const retryAfterMs = readRetryAfter(headerOf(response, 'retry-after'), clock);
  return new ModuleError(
    response.status === 429 ? 'RateLimitError' : 'RuntimeError',
    `The service answered with status ${String(response.status)}.`,
    {
      detail: readAnswer(response, { ...plan, parsesResponse: true, keepsBytes: false }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  );
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function readRetryAfter(text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined;
  const milliseconds = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - clock.nowMs();
  return milliseconds > 0 ? milliseconds : undefined;
}
