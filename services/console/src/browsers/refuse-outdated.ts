import type { FastifyReply, FastifyRequest } from 'fastify';
import { isOutdated } from './outdated-browser.policy.ts';
import { OUTDATED_BROWSER_PAGE } from './outdated-browser-page.ts';

/** Answers a browser older than the console is made for with a page that says so (C23). @returns true when it did */
export function refuseOutdated(request: FastifyRequest, reply: FastifyReply): boolean {
  const { 'user-agent': userAgent, 'sec-ch-ua': brands } = request.headers;
  if (!isOutdated({ userAgent, brands: typeof brands === 'string' ? brands : undefined })) return false;
  void reply
    .status(403)
    .header('content-type', 'text/html; charset=utf-8')
    .header('vary', 'user-agent, sec-ch-ua')
    .send(OUTDATED_BROWSER_PAGE);
  return true;
}
