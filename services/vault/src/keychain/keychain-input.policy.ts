import type { KeychainKind } from '@ebbflow/contracts';
import { InvalidInputError } from '@ebbflow/service-host';
import { allowedOriginOf } from '../connections/allowed-origin.policy.ts';
import { isPlainText } from '../connections/carried-header.policy.ts';

/** These are sent as they are, so they are bound to where. The others prove something without being sent. */
function isSent(kind: KeychainKind): boolean {
  return kind === 'basic-auth' || kind === 'api-key';
}

/** @throws InvalidInputError */
export function requireName(name: string): void {
  if (isPlainText(name)) return;
  throw new InvalidInputError([
    { pointer: '/name', message: 'This must not contain control characters or halves of characters.' },
  ]);
}

/** Each once, in one spelling. @throws InvalidInputError */
export function originsOf(kind: KeychainKind, given: readonly string[]): string[] {
  if (isSent(kind) !== given.length > 0) {
    const message = isSent(kind)
      ? 'Name at least one origin this key may be sent to.'
      : 'A key of this kind is never sent; leave the origins out.';
    throw new InvalidInputError([{ pointer: '/allowedOrigins', message }]);
  }
  const faults = given.flatMap((origin, index) =>
    allowedOriginOf(origin) === undefined
      ? [
          {
            pointer: `/allowedOrigins/${String(index)}`,
            message:
              'Give scheme, host and, where needed, port, such as https://api.example.com, without path or user name.',
          },
        ]
      : [],
  );
  if (faults.length > 0) throw new InvalidInputError(faults);
  return [...new Set(given.flatMap((origin) => allowedOriginOf(origin) ?? []))];
}
