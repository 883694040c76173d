import { isBundle, ModuleError, readNumber, readText, type Bundle } from '@ebbflow/connector-sdk';

/** Pages of one operation, whatever an author asks for. */
const MOST_PAGES = 500;
const USUAL_PAGES = 100;

/** How the next page is asked for. */
export type PaginationPlan = {
  /** Dotted path to the list in the answer; undefined looks for one. */
  readonly itemsPath: string | undefined;
  readonly maxPages: number;
} & (
  | {
      readonly kind: 'offset' | 'page';
      readonly parameter: string;
      readonly first: number;
      readonly limit: Limit | undefined;
    }
  | { readonly kind: 'url'; readonly path: string | undefined }
  | { readonly kind: 'token'; readonly parameter: string; readonly path: string; readonly limit: Limit | undefined }
);

/** Size of a page: sent along, and a shorter page is the last one. */
export interface Limit {
  readonly parameter: string;
  readonly value: number;
}

/**
 * Reads `paginationType` and its fields, which lie in the mapper itself or in a collection `pagination`: `offsetParameter`
 * (`offset`), `offsetStart` (0), `pageParameter` (`page`), `pageStart` (1), `limitParameter` (`limit`), `limit`, `nextUrlPath`
 * (else the `Link` header), `tokenParameter` (`pageToken`), `nextTokenPath` (`nextPageToken`), `itemsPath`, `maxPages`
 * (100; at most 500). Undefined for a single request.
 * @throws ModuleError DataError
 */
export function planPagination(mapped: Bundle): PaginationPlan | undefined {
  const nested = mapped['pagination'];
  const fields = isBundle(nested) ? { ...mapped, ...nested } : mapped;
  const type = readText(fields, 'paginationType');
  // Files written by hand spell it out that there is none.
  if (type === undefined || /^(?:none|no)$/i.test(type)) return undefined;
  const bounds = {
    itemsPath: readText(fields, 'itemsPath'),
    maxPages: Math.min(Math.max(1, Math.trunc(readNumber(fields, 'maxPages') ?? USUAL_PAGES)), MOST_PAGES),
  };
  const limit = readLimit(fields);
  const text = (key: string, usual: string): string => readText(fields, key) ?? usual;
  const number = (key: string, usual: number): number => readNumber(fields, key) ?? usual;
  switch (type) {
    case 'offsetBased':
      return {
        ...bounds,
        kind: 'offset',
        parameter: text('offsetParameter', 'offset'),
        first: number('offsetStart', 0),
        limit,
      };
    case 'pageBased':
      return {
        ...bounds,
        kind: 'page',
        parameter: text('pageParameter', 'page'),
        first: number('pageStart', 1),
        limit,
      };
    case 'urlBased':
      return { ...bounds, kind: 'url', path: readText(fields, 'nextUrlPath') };
    case 'tokenBased':
      return {
        ...bounds,
        kind: 'token',
        parameter: text('tokenParameter', 'pageToken'),
        path: text('nextTokenPath', 'nextPageToken'),
        limit,
      };
    default:
      throw new ModuleError(
        'DataError',
        'The field "paginationType" must be offsetBased, pageBased, urlBased or tokenBased.',
      );
  }
}

function readLimit(fields: Bundle): Limit | undefined {
  const value = readNumber(fields, 'limit');
  if (value === undefined) return undefined;
  if (!(value >= 1)) throw new ModuleError('DataError', 'The field "limit" must be at least 1.');
  return { parameter: readText(fields, 'limitParameter') ?? 'limit', value: Math.trunc(value) };
}
