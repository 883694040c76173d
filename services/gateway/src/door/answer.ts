import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { HookResponse } from '@ebbflow/contracts';
import { ExpectedError, newUuid, toEbbflowError, TransientError } from '@ebbflow/kernel';
import type { Taken } from '../deliveries/delivery.ts';
import { responseHeaders } from './response-headers.policy.ts';

/** What every accepted webhook gets unless its scenario answers itself; a copy is told the id of the first one. */
export function sendAccepted(response: ServerResponse, { deliveryId, state }: Taken): void {
  response.setHeader('x-ebbflow-delivery', deliveryId);
  if (state === 'duplicate') response.setHeader('x-ebbflow-duplicate', 'true');
  send(response, 200, [['content-type', 'text/plain; charset=utf-8']], Buffer.from('Accepted'));
}

/** The answer of a scenario's response module. Informational statuses are no final answer, so they become 200. */
export function sendHookResponse(response: ServerResponse, answer: HookResponse): void {
  const status = answer.status < 200 ? 200 : answer.status;
  const isBodiless = status === 204 || status === 205 || status === 304;
  send(response, status, responseHeaders(answer.headers), isBodiless ? undefined : Buffer.from(answer.body, 'base64'));
}

/** RFC 9457. A defect says nothing about itself; what may pass says when to come again. */
export function sendProblem(response: ServerResponse, thrown: unknown): void {
  const error = toEbbflowError(thrown);
  const status = error instanceof ExpectedError ? error.status : error instanceof TransientError ? 503 : 500;
  const detail = status === 500 ? 'Something went wrong on our side; it has been noted.' : error.message;
  const code = status === 500 ? 'HOST.INTERNAL' : error.code;
  const faults = error instanceof ExpectedError ? error.faults : [];
  const problem = {
    type: `/docs/errors/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...(faults.length > 0 ? { errors: faults } : {}),
  };
  const retryAfterMs = error instanceof TransientError ? error.retryAfterMs : error.details['retryAfterMs'];
  const retryAfter: [string, string][] =
    typeof retryAfterMs === 'number' ? [['retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1_000)))]] : [];
  send(
    response,
    status,
    [['content-type', 'application/problem+json'], ...retryAfter],
    Buffer.from(JSON.stringify(problem)),
  );
}

/** An answer without a body: to a preflight, whose answer is in headers that were set before, or nowhere. */
export function sendEmpty(response: ServerResponse, status: number): void {
  send(response, status, [], undefined);
}

function send(
  response: ServerResponse,
  status: number,
  headers: readonly (readonly [string, string])[],
  body: Buffer | undefined,
): void {
  if (response.headersSent || response.destroyed) return;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.setHeader('x-request-id', newUuid());
  response.setHeader('x-content-type-options', 'nosniff');
  // What comes back may be about a person; who made the answer may allow a copy, nobody else does.
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  if (body !== undefined) {
    // A scenario need not say what its answer is; text is the reading that can do no harm.
    if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.setHeader('content-length', body.length);
  }
  response.writeHead(status);
  response.end(body);
}
