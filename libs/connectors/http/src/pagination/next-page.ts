import type { HttpResponse, Value } from '@ebbflow/connector-sdk';
import { headerOf } from '../request/read-answer.ts';
import type { Header } from '../request/request-plan.ts';
import { findItems, readPath } from './answer-path.ts';
import type { Limit, PaginationPlan } from './pagination-plan.ts';

/** Where a page is: other query parameters of the same request, or another address. */
export interface Page {
  readonly url?: string;
  readonly query: readonly Header[];
}

export function firstPage(plan: PaginationPlan): Page {
  switch (plan.kind) {
    case 'offset':
    case 'page':
      return { query: [[plan.parameter, String(plan.first)], ...limitQuery(plan.limit)] };
    case 'token':
      return { query: limitQuery(plan.limit) };
    case 'url':
      return { query: [] };
  }
}

/** Undefined after the last page. `number` counts pages from 1, `seenItems` the items of all pages so far. */
export function nextPage(
  plan: PaginationPlan,
  { response, data }: { readonly response: HttpResponse; readonly data: Value },
  progress: { readonly number: number; readonly seenItems: number },
): Page | undefined {
  const items = findItems(data, plan.itemsPath);
  switch (plan.kind) {
    case 'offset':
    case 'page': {
      // A page without a list cannot be told from the last one, and a loop to the bound would ask for nothing hundreds of times.
      if (items === undefined || items.length === 0 || items.length < (plan.limit?.value ?? 0)) return undefined;
      const step = plan.kind === 'offset' ? progress.seenItems : progress.number;
      return { query: [[plan.parameter, String(plan.first + step)], ...limitQuery(plan.limit)] };
    }
    case 'token': {
      const token = readPath(data, plan.path);
      if (typeof token !== 'string' && typeof token !== 'number') return undefined;
      return token === '' ? undefined : { query: [[plan.parameter, String(token)], ...limitQuery(plan.limit)] };
    }
    case 'url': {
      const url = plan.path === undefined ? linkTo(response) : readPath(data, plan.path);
      return typeof url === 'string' && url !== '' ? { url, query: [] } : undefined;
    }
  }
}

/** `Link: <https://…>; rel="next"` (RFC 8288). */
function linkTo(response: HttpResponse): string | undefined {
  for (const [, target, parameters = ''] of (headerOf(response, 'link') ?? '').matchAll(/<([^>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters)) return target;
  }
  return undefined;
}

function limitQuery(limit: Limit | undefined): Header[] {
  return limit === undefined ? [] : [[limit.parameter, String(limit.value)]];
}
