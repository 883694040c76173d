import { toProblem } from '@ebbflow/service-host';
import { Logger } from '@ebbflow/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { messagePage } from './message-page.ts';
import { sendPage } from './page-reply.ts';

const TITLES: Readonly<Record<number, string>> = {
  403: 'Not from this page',
  404: 'There is nothing here',
  410: 'It is gone',
  503: 'Not at the moment',
};

/** For pages: an error as a page a person can read, where the API answers problem+json. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  constructor(@Inject(Logger) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const { problem, isDefect } = toProblem(thrown);
    if (isDefect)
      this.logger.error(
        'A page failed because of a defect.',
        { route: request.routeOptions.url, requestId: request.id },
        thrown,
      );
    const title =
      TITLES[problem.status] ?? (problem.status < 500 ? 'This did not work' : 'Something is broken on our side');
    const text =
      problem.status === 404
        ? 'The address is wrong, or what was there is gone: what Ebbflow keeps, it keeps for a stated time only.'
        : problem.detail;
    sendPage(
      host.switchToHttp().getResponse<FastifyReply>(),
      { title, body: messagePage({ title, text }) },
      problem.status,
    );
  }
}
