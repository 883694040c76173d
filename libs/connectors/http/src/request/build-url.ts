import { ModuleError } from '@ebbflow/connector-sdk';
import type { Header, RequestPlan } from './request-plan.ts';

/** What the URL parser lets stand though RFC 3986 does not, and a percent sign that begins no escape. */
const UNESCAPED = /["<>\\^`{|}]|%(?![0-9a-f]{2})/gi;

/** @throws ModuleError DataError, without the text: it may carry a key */
export function buildUrl(plan: Pick<RequestPlan, 'url' | 'query' | 'escapesUrl' | 'numbersRepeatedNames'>): URL {
  const trimmed = plan.url.trim();
  if (trimmed === '') throw new ModuleError('DataError', 'The field "url" is empty.');
  const url = URL.parse(plan.escapesUrl ? trimmed.replaceAll(UNESCAPED, encodeURIComponent) : trimmed);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ModuleError('DataError', 'The field "url" is no complete address that begins with http:// or https://.');
  }
  if (!plan.numbersRepeatedNames) {
    addQuery(url, plan.query);
    return url;
  }
  const all = [...url.searchParams, ...plan.query];
  const numbered = numberRepeated(all);
  // An address whose query needs no change is sent to the letter: it may be signed.
  if (numbered === undefined) addQuery(url, plan.query);
  else {
    url.search = '';
    addQuery(url, numbered);
  }
  return url;
}

/** Appends and leaves what is there as it was written. A space is `%20`, which servers read as one in any part. */
export function addQuery(url: URL, query: readonly Header[]): void {
  if (query.length === 0) return;
  const added = query.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('&');
  url.search = url.search === '' ? added : `${url.search}&${added}`;
}

function numberRepeated(query: readonly Header[]): Header[] | undefined {
  const counts = new Map<string, number>();
  for (const [name] of query) counts.set(name, (counts.get(name) ?? 0) + 1);
  // `tag[]` says by itself that it is a list.
  const isRepeated = (name: string): boolean => (counts.get(name) ?? 0) > 1 && !name.endsWith(']');
  if (!query.some(([name]) => isRepeated(name))) return undefined;
  const next = new Map<string, number>();
  return query.map(([name, value]): Header => {
    if (!isRepeated(name)) return [name, value];
    const index = next.get(name) ?? 0;
    next.set(name, index + 1);
    return [`${name}[${String(index)}]`, value];
  });
}

function escape(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
