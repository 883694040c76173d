import { createHash } from 'node:crypto';
import type { Bundle } from '@ebbflow/connector-sdk';

export interface Article {
  /** Says which article it is at every reading of the feed; short, whatever the feed calls it. */
  readonly id: string;
  readonly dateMs: number | undefined;
  readonly bundle: Bundle;
}

/** Fields of a known extension that the author may ask for besides. */
export type Extension = 'itunes' | 'google-merchant-center';

export const EXTENSION_PREFIXES: Readonly<Record<Extension, { readonly prefix: string; readonly field: string }>> = {
  itunes: { prefix: 'itunes:', field: 'itunes' },
  'google-merchant-center': { prefix: 'g:', field: 'google' },
};

/** Names of an article's fields; the last two where they are asked for. */
export const ARTICLE_FIELDS: readonly string[] = [
  'title',
  'description',
  'summary',
  'author',
  'url',
  'dateCreated',
  'dateUpdated',
  'comments',
  'guid',
  'image',
  'categories',
  'source',
  'enclosures',
  'itunes',
  'google',
];

/** The first of these names that the feed gives; feeds without any are told apart by what they say. */
export function articleId(...names: readonly (string | undefined)[]): string {
  const name = names.find((candidate) => candidate !== undefined) ?? '';
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}

/** Undefined for a date that is none, so that one bad date does not cost the article. */
export function readDate(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
