import { Logger } from '@ebbflow/observability';
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** Answers everything that is thrown on the way of a request, by us or by the framework, as problem+json; never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Logger) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw thrown;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = toProblem(thrown);
    if (answer.isDefect) {
      this.logger.error(
        'A request failed because of a defect.',
        { method: request.method, route: request.routeOptions.url, requestId: request.id },
        thrown,
      );
    }
    // A stream that broke half-way has told its status already; all that is left is to cut it.
    if (reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(reply, answer);
  }
}
