import type { KeychainSecret } from '@ebbflow/contracts';
import { InvalidInputError } from '@ebbflow/service-host';

/** What may be shown of a key. */
export interface KeyFacts {
  readonly fingerprint: string | null;
  readonly subject: string | null;
  readonly notAfter: Date | null;
}

export interface InspectedSecret {
  /** In the one spelling that is kept, so that whoever borrows it need not read it again. */
  readonly secret: KeychainSecret;
  readonly facts: KeyFacts;
}

export const NO_FACTS: KeyFacts = { fingerprint: null, subject: null, notAfter: null };

/** Sentences never repeat a value: it is the secret. @throws InvalidInputError */
export function refuse(pointer: string, message: string): never {
  throw new InvalidInputError([{ pointer, message }]);
}
