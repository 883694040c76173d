import { InvalidInputError } from '@ebbflow/service-host';

/** Where a page ended: the instant and id of its last row. Lists go by both, newest first, so that rows of one millisecond keep an order. */
export interface PageCursor {
  readonly at: Date;
  readonly id: string;
}

/** Before everything there is: an id sorts below `~`. */
export const FROM_THE_NEWEST: PageCursor = { at: new Date('9999-01-01T00:00:00.000Z'), id: '~' };

export function writePageCursor({ at, id }: PageCursor): string {
  return Buffer.from(`${String(at.getTime())}/${id}`).toString('base64url');
}

/** @throws InvalidInputError for anything `writePageCursor` did not make. */
export function readPageCursor(text: string): PageCursor {
  const match = /^(\d{1,15})\/([a-z]{3}_[0-9a-f]{32})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!match?.[1] || !match[2]) {
    throw new InvalidInputError([
      { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
    ]);
  }
  return { at: new Date(Number(match[1])), id: match[2] };
}
