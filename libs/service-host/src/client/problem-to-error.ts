import type { ServiceName } from '@ebbflow/contracts';
import { ExpectedError, type EbbflowError } from '@ebbflow/kernel';
import { z } from 'zod';
import { PeerDefectError, PeerUnavailableError } from '../host.errors.ts';

const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).default([]),
});

/** Codes with which a peer refuses *us*, not the person behind the call: a wiring fault that the person can't mend. */
const OUR_FAULT = new Set(['HOST.UNAUTHENTICATED', 'HOST.ROUTE_DEFECT']);

/** A peer's problem+json back into one of the three families, with the peer's own code. */
export function problemToError(
  peer: ServiceName,
  status: number,
  retryAfter: string | string[] | undefined,
  text: string,
): EbbflowError {
  const retryAfterMs = Math.max(0, Number(retryAfter ?? 0) || 0) * 1_000;
  if (status === 502 || status === 503 || status === 504) {
    return new PeerUnavailableError(peer, retryAfterMs > 0 ? { retryAfterMs } : {});
  }
  const problem = problemSchema.safeParse(parse(text));
  if (status >= 500 || !problem.success || OUR_FAULT.has(problem.data.code)) {
    return new PeerDefectError(peer, `answered with status ${String(status)}.`);
  }
  const { code, detail, errors: faults } = problem.data;
  return new ExpectedError(code, status, detail, {
    faults,
    ...(retryAfterMs > 0 ? { details: { retryAfterMs } } : {}),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
