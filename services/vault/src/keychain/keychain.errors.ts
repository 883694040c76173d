import type { KeyLeasePurpose } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';

/** No such key, or it belongs to somebody else: the answer is the same. */
export class UnknownKeychainKeyError extends ExpectedError {
  constructor() {
    super('VAULT.UNKNOWN_KEY', 404, 'There is no key with this id in this organisation.');
  }
}

/** 428: the caller must say which state of the key it has seen: a secret is entrusted for the origins that were shown. */
export class RevisionRequiredError extends ExpectedError {
  constructor() {
    super('VAULT.REVISION_REQUIRED', 428, 'Send If-Match with the ETag of the key you have read.');
  }
}

/** 412: somebody else was faster. */
export class KeyChangedError extends ExpectedError {
  constructor() {
    super('VAULT.KEY_CHANGED', 412, 'This key was changed since you read it; read it again and repeat your change.');
  }
}

/** 409: the origins were changed, so the secret is gone. */
export class KeyWithoutSecretError extends ExpectedError {
  constructor(keyId: string) {
    super('VAULT.KEY_WITHOUT_SECRET', 409, 'The secret of this key must be entered again; its origins were changed.', {
      details: { keyId },
    });
  }
}

/** 409: a module asks a key for what it is not. Nothing of the secret was opened. */
export class KeyOfAnotherKindError extends ExpectedError {
  constructor(keyId: string, purpose: KeyLeasePurpose) {
    super('VAULT.KEY_OF_ANOTHER_KIND', 409, `This key is of another kind; it cannot serve as ${NEEDED[purpose]}.`, {
      details: { keyId },
    });
  }
}

const NEEDED: Readonly<Record<KeyLeasePurpose, string>> = {
  authorisation: 'the authorisation of a request',
  clientCertificate: 'a client certificate',
  aes: 'an AES key',
  pgp: 'an OpenPGP key',
  ssh: 'an SSH key',
};
