import type { PageView, Principal } from '@ebbflow/contracts';
import type { FastifyRequest } from 'fastify';
import { clientIpOf } from '../pages/client-ip.ts';
import { browserTypeOf } from './browser-type.ts';

const LOCALE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;

export interface Viewed {
  readonly principal: Principal | undefined;
  readonly occurredAt: Date;
  /** Our own, `https://flow.example.com`. */
  readonly publicOrigin: string;
}

/**
 * What the notice says is recorded of a page view (C11) and nothing besides. Pages are named by their pattern, `/setup/:token`: what stands
 * in an address may be a secret, and which run somebody read is not what this is for.
 */
export function pageViewOf(request: FastifyRequest, { principal, occurredAt, publicOrigin }: Viewed): PageView {
  return {
    ...personOf(principal),
    occurredAt: occurredAt.toISOString(),
    page: (request.routeOptions.url ?? '/').slice(0, 512),
    clientIp: clientIpOf(request),
    browserType: browserTypeOf(request.headers['user-agent']),
    referringPage: referringPageOf(request.headers, publicOrigin),
    locale: localeOf(request.headers['accept-language']),
    // There is nothing to search on the site yet.
    search: null,
  };
}

function personOf(principal: Principal | undefined): Pick<PageView, 'principal'> {
  if (principal === undefined || principal.userId === null) return {};
  // The organisation that keeps the account, whichever is worked in: the history is the person's.
  const { organisationId, homeOrganisationId = organisationId, userId } = principal;
  return { principal: { organisationId: homeOrganisationId, userId } };
}

/**
 * Of our own pages the first part of the path only, for the same reason, whichever name of ours they were opened under; of others not
 * even that: what stands in the address of a page of somebody else we cannot know.
 */
function referringPageOf({ referer, host: ownHost }: FastifyRequest['headers'], publicOrigin: string): string | null {
  if (referer === undefined || !URL.canParse(referer)) return null;
  const { origin, host, pathname, protocol } = new URL(referer);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  const isOwn = origin === publicOrigin || host === ownHost?.toLowerCase();
  return `${origin}/${isOwn ? (pathname.split('/')[1] ?? '') : ''}`.slice(0, 512);
}

function localeOf(languages: string | undefined): string | null {
  const first = languages?.split(',', 1)[0]?.split(';', 1)[0]?.trim() ?? '';
  return LOCALE.test(first) ? first : null;
}
