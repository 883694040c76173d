import type { FastifyReply } from 'fastify';
import { layout, type Page } from '../rendering/layout.ts';
import { nonceOf } from '../security/nonces.ts';

export function sendPage(reply: FastifyReply, page: Page, status = 200): void {
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .send(layout(page, nonceOf(reply.request)));
}

/** 303: the browser follows with GET, so that reloading the page it lands on repeats nothing. */
export function seeOther(reply: FastifyReply, path: `/${string}`): void {
  void reply.redirect(path, 303);
}
