import { ModuleError } from '@ebbflow/connector-sdk';
import type { Header } from './request-plan.ts';

/** @throws ModuleError DataError, without the text: it may carry a key */
export function buildUrl(text: string, query: readonly Header[]): URL {
  const trimmed = text.trim();
  if (trimmed === '') throw new ModuleError('DataError', 'The field "url" is empty.');
  const url = URL.parse(trimmed);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ModuleError('DataError', 'The field "url" is no complete address that begins with http:// or https://.');
  }
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}
