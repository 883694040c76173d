import {
  isBundle,
  ModuleError,
  readBoolean,
  readNumber,
  readText,
  type Bundle,
  type Value,
} from '@ebbflow/connector-sdk';
import type { SearchObject } from 'imapflow';

const USUAL_RESULTS = 10;
const MOST_RESULTS = 100;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

export interface WatchPlan {
  readonly folder: string;
  readonly search: SearchObject;
  readonly maxResults: number;
  readonly marksSeen: boolean;
}

/** Where the last reading ended. Uids are only good for one `uidValidity`; a server that loses count says so with another. */
export interface WatchCursor {
  readonly uidValidity: string;
  readonly lastUid: number;
}

/**
 * Reads `folder` (`INBOX`), `criteria` (`all`, `unseen` or `unread`, `seen` or `read`), `from`, `to`, `subject`, `text` (a phrase),
 * `markSeen` and `maxResults` (10; at most 100).
 * @throws ModuleError DataError
 */
export function planWatch(fields: Bundle): WatchPlan {
  const text = (key: string): string | undefined => {
    const value = readText(fields, key);
    if (value !== undefined && CONTROL.test(value)) {
      throw new ModuleError('DataError', `The field "${key}" has a line break or another control character in it.`);
    }
    return value;
  };
  const [from, to, subject, phrase] = [text('from'), text('to'), text('subject'), text('text') ?? text('phrase')];
  return {
    folder: text('folder') ?? 'INBOX',
    search: {
      ...seenOf(text('criteria') ?? 'all'),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(subject === undefined ? {} : { subject }),
      ...(phrase === undefined ? {} : { text: phrase }),
    },
    maxResults: Math.min(Math.max(Math.trunc(readNumber(fields, 'maxResults') ?? USUAL_RESULTS), 1), MOST_RESULTS),
    marksSeen: readBoolean(fields, 'markSeen') ?? false,
  };
}

export function readCursor(cursor: Value): WatchCursor | undefined {
  if (!isBundle(cursor)) return undefined;
  const { uidValidity, lastUid } = cursor;
  return typeof uidValidity === 'string' && typeof lastUid === 'number' ? { uidValidity, lastUid } : undefined;
}

function seenOf(criteria: string): SearchObject {
  switch (criteria.toLowerCase()) {
    case 'unseen':
    case 'unread':
      return { seen: false };
    case 'seen':
    case 'read':
      return { seen: true };
    default:
      return {};
  }
}
