import { toProblem } from '@ebbflow/service-host';
import { Logger } from '@ebbflow/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CrossSiteError } from '../console.errors.ts';
import { messagePage } from './message-page.ts';
import { sendPage } from './page-reply.ts';

const TITLES: Readonly<Record<number, string>> = {
  403: 'This is not yours to do',
  404: 'There is nothing here',
  410: 'It is gone',
  503: 'Not at the moment',
};
const CROSS_SITE = new CrossSiteError().code;

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
    const title = titleOf(problem);
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

function titleOf({ code, status }: { readonly code: string; readonly status: number }): string {
  if (code === CROSS_SITE) return 'Not from this page';
  return TITLES[status] ?? (status < 500 ? 'This did not work' : 'Something is broken on our side');
}
