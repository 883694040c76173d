import { isId } from '@ebbflow/kernel';

/** Where a page of a sorted list ended. */
export interface ListPlace {
  readonly key: string;
  readonly id: string;
}

export function writeListCursor({ key, id }: ListPlace): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** Undefined for what is no cursor of ours. */
export function readListCursor(cursor: string): ListPlace | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(place)) return undefined;
    const [key, id] = place as unknown[];
    // Postgres takes no U+0000 in a text.
    return typeof key === 'string' && !key.includes('\0') && isId('scn', id) ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}
