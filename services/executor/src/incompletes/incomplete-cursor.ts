import { InvalidInputError } from '@ebbflow/service-host';

/** Where a page ended. Lists go by instant and id, newest first, so that rows of one millisecond keep an order. */
export interface IncompleteCursor {
  readonly at: Date;
  readonly id: string;
}

export function writeCursor({ at, id }: IncompleteCursor): string {
  return Buffer.from(`${String(at.getTime())}/${id}`).toString('base64url');
}

/** @throws InvalidInputError for anything `writeCursor` did not make. */
export function readCursor(text: string): IncompleteCursor {
  const match = /^(\d{1,15})\/(inc_[0-9a-f]{32})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!match?.[1] || !match[2]) {
    throw new InvalidInputError([
      { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
    ]);
  }
  return { at: new Date(Number(match[1])), id: match[2] };
}
