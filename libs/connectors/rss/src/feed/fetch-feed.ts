import {
  ModuleError,
  readBoolean,
  readText,
  type Bundle,
  type HttpResponse,
  type ModuleContext,
} from '@ebbflow/connector-sdk';
import { EXTENSION_PREFIXES, type Article, type Extension } from './article.ts';
import { decodeDocument } from './decode-document.ts';
import { parseFeed } from './parse-feed.ts';

const TIMEOUT_MS = 30_000;
/** A parsed document takes many times its room. */
const LONGEST_FEED = 16 * 1_048_576;

export interface Feed {
  readonly articles: readonly Article[];
  readonly transferBytes: number;
}

/** Reads the feed that these fields describe: `url`, `username`, `password`, `gzip`, `include`. @throws ModuleError */
export async function fetchFeed(fields: Bundle, context: ModuleContext): Promise<Feed> {
  const response = await context.http.send({
    url: requireAddress(fields),
    method: 'GET',
    headers: headersOf(fields),
    timeoutMs: TIMEOUT_MS,
    followRedirects: true,
    rejectUnauthorized: true,
  });
  if (response.status >= 400) throw refusal(response);
  if (response.body.byteLength > LONGEST_FEED) {
    throw new ModuleError('MaxFileSizeExceededError', 'The feed is larger than 16 MiB.');
  }
  const text = decodeDocument(response.body, headerOf(response, 'content-type') ?? '');
  const include = readText(fields, 'include');
  const extensions = include !== undefined && isExtension(include) ? [include] : [];
  return { articles: parseFeed(text, extensions), transferBytes: response.body.byteLength };
}

function requireAddress(fields: Bundle): string {
  const url = URL.parse(readText(fields, 'url')?.trim() ?? '');
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ModuleError('DataError', 'The field "url" is no complete address that begins with http:// or https://.');
  }
  return url.href;
}

function headersOf(fields: Bundle): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['accept', 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1'],
  ];
  if (readBoolean(fields, 'gzip') === true) headers.push(['accept-encoding', 'gzip, deflate, br']);
  const user = readText(fields, 'username');
  if (user !== undefined) {
    const credentials = Buffer.from(`${user}:${readText(fields, 'password') ?? ''}`).toString('base64');
    headers.push(['authorization', `Basic ${credentials}`]);
  }
  return headers;
}

function refusal(response: HttpResponse): ModuleError {
  const seconds = Number(headerOf(response, 'retry-after'));
  return new ModuleError(
    response.status === 429 ? 'RateLimitError' : 'RuntimeError',
    `The feed answered with status ${String(response.status)}.`,
    seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {},
  );
}

function headerOf(response: HttpResponse, wanted: string): string | undefined {
  return response.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function isExtension(name: string): name is Extension {
  return Object.hasOwn(EXTENSION_PREFIXES, name);
}
