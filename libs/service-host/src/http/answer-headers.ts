import type { FastifyRequest } from 'fastify';
import type { HttpOptions } from '../define-service.ts';

/** What every answer of a service carries, whoever makes it. Without a request: an answer to what was no HTTP. */
export function answerHeaders(
  { headers }: Pick<HttpOptions, 'headers'>,
  request?: FastifyRequest,
): Readonly<Record<string, string>> {
  return { 'x-content-type-options': 'nosniff', ...headers?.(request) };
}
