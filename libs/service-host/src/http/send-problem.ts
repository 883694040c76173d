import type { FastifyReply } from 'fastify';
import type { ProblemAnswer } from './problem.ts';
import { keepCode } from './refusal-log.ts';

export function sendProblem(reply: FastifyReply, { problem, retryAfterSeconds }: ProblemAnswer): void {
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  keepCode(reply, problem.code);
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
}
