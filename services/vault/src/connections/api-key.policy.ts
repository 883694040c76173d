import type { createConnectionSchema } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';
import type { z } from 'zod';
import { allowedOriginOf } from './allowed-origin.policy.ts';

type NewConnection = z.infer<typeof createConnectionSchema>;

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** Visible ASCII with blanks inside: what every HTTP client sends unchanged. */
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** These are the HTTP client's own and would be dropped on the way out, leaving a request without its key. */
const RESERVED_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);

/** What is wrong with a new API-key connection beyond its shape. Sentences never repeat a value: one of them is the key. */
export function faultsOf(connection: NewConnection): readonly Fault[] {
  const faults: Fault[] = [];
  connection.allowedOrigins.forEach((origin, index) => {
    if (allowedOriginOf(origin) !== undefined) return;
    faults.push({
      pointer: `/allowedOrigins/${String(index)}`,
      message: 'Give scheme, host and, where needed, port, such as https://api.example.com, without path or user name.',
    });
  });
  for (const field of ['name', 'parameterName', 'secret'] as const) {
    // Postgres takes no NUL in a text, and UTF-8 no lone surrogate; the other controls are never meant.
    if (!/\p{Cc}/u.test(connection[field]) && connection[field].isWellFormed()) continue;
    faults.push({ pointer: `/${field}`, message: 'This must not contain control characters or halves of characters.' });
  }
  if (faults.length > 0 || connection.placement === 'query') return faults;
  if (!HEADER_NAME.test(connection.parameterName) || RESERVED_HEADERS.has(connection.parameterName.toLowerCase())) {
    faults.push({ pointer: '/parameterName', message: 'This cannot be the name of a header that carries a key.' });
  }
  if (!HEADER_VALUE.test(connection.secret)) {
    faults.push({
      pointer: '/secret',
      message: 'A key sent in a header is visible ASCII without line breaks or blanks around it.',
    });
  }
  return faults;
}
