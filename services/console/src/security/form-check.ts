import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleConfig } from '../console.config.ts';
import { CrossSiteError, NotJsonError } from '../console.errors.ts';
import { Cookies } from './cookies.ts';
import { csrfTokenFor, isCsrfTokenFor } from './csrf-token.ts';
import { sourceOf } from './request-origin.policy.ts';

const JSON_TYPES = /^application\/(?:merge-patch\+)?json *(?:;|$)/i;

/** Two walls in front of every form (C18): the browser says where the request came from, and the form carries a token. */
@Injectable()
export class FormCheck {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(ConsoleConfig) private readonly config: ConsoleConfig,
  ) {}

  /** The token for the hidden field `csrf` of a form on this answer. */
  tokenFor(request: FastifyRequest, reply: FastifyReply): string {
    return csrfTokenFor(this.cookies.ensureCsrf(request, reply));
  }

  /** For a link that begins something: followed on a page of ours, not on another site's. */
  isFromOurPage(request: FastifyRequest): boolean {
    const origin = { fetchSite: header(request, 'sec-fetch-site'), origin: request.headers.origin };
    return sourceOf(origin, this.config.publicUrl.origin) === 'own';
  }

  /** @throws CrossSiteError */
  check(request: FastifyRequest): void {
    const origin = { fetchSite: header(request, 'sec-fetch-site'), origin: request.headers.origin };
    if (sourceOf(origin, this.config.publicUrl.origin) !== 'own') throw new CrossSiteError();
    const cookie = this.cookies.csrfOf(request);
    const { csrf } = (request.body ?? {}) as { csrf?: unknown };
    if (cookie === undefined || !isCsrfTokenFor(cookie, csrf)) throw new CrossSiteError();
  }

  /**
   * For a changing call of the API with a session cookie: both walls as well, the token in `x-ebb-csrf` (from `/csrf-token`), and a body that
   * is JSON. A script that says nothing about where it runs passes by its token alone; no current browser is silent.
   * @throws CrossSiteError, NotJsonError
   */
  checkApi(request: FastifyRequest): void {
    const origin = { fetchSite: header(request, 'sec-fetch-site'), origin: request.headers.origin };
    const cookie = this.cookies.csrfOf(request);
    if (
      sourceOf(origin, this.config.publicUrl.origin) === 'foreign' ||
      cookie === undefined ||
      !isCsrfTokenFor(cookie, header(request, 'x-ebb-csrf'))
    )
      throw new CrossSiteError();
    if (hasBody(request) && !JSON_TYPES.test(header(request, 'content-type') ?? '')) throw new NotJsonError();
  }
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
