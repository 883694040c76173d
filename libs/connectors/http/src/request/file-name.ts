import type { HttpResponse } from '@ebbflow/connector-sdk';
import { headerOf } from './read-answer.ts';

/** What the answer calls the file, else the last part of the address. Never a path: it may be written to a folder somewhere. */
export function fileNameOf(response: HttpResponse, url: string): string {
  const disposition = headerOf(response, 'content-disposition') ?? '';
  const name = extended(disposition) ?? plain(disposition) ?? lastSegment(url);
  return name?.split(/[/\\]/).at(-1) || 'file';
}

/** `filename*=UTF-8''na%C3%AFve.txt` (RFC 6266) wins over the plain one beside it. */
function extended(disposition: string): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? undefined : decoded(encoded);
}

function plain(disposition: string): string | undefined {
  const match = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
  const name = match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? match?.[2];
  // Headers come as one character a byte; servers that put other than ASCII here mean UTF-8.
  return name === undefined ? undefined : Buffer.from(name, 'latin1').toString('utf8');
}

function lastSegment(url: string): string | undefined {
  const segment = URL.parse(url)?.pathname.split('/').at(-1) ?? '';
  return segment === '' ? undefined : decoded(segment);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
