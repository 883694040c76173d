import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import { AnswerDefectError } from '../host.errors.ts';

/**
 * Holds a successful answer against what its route declares: the schema must take it, and must know every key of it, or the API
 * document would not say what callers get. For tests; it costs a second serialisation.
 * @throws AnswerDefectError with the route and where the answer differs, never what it holds
 */
export function checkAnswer(request: FastifyRequest, status: number, payload: unknown): void {
  const answer = request.routeOptions.config.ebbflow?.answer;
  if (answer?.kind !== 'json' || status >= 400) return;
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const sent = JSON.parse(JSON.stringify(payload)) as unknown;
  const read = answer.schema.safeParse(sent);
  if (!read.success) {
    const places = read.error.issues.map((issue) => `/${issue.path.map(String).join('/')}`);
    throw new AnswerDefectError(`The answer of ${route} is not what it declares at ${places.join(', ')}.`);
  }
  if (!isDeepStrictEqual(read.data, sent)) {
    throw new AnswerDefectError(`The answer of ${route} holds something that its declaration does not know.`);
  }
}
