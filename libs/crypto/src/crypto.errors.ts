import { DefectError, ExpectedError } from '@ebbflow/kernel';

/**
 * Sealed bytes did not open: another key, another context, or changed bytes. Which of the three is not said, to nobody:
 * an answer that tells them apart is an oracle. Never retried; a message that causes it goes to dead letters.
 */
export class CannotOpenError extends DefectError {
  constructor() {
    super('CRYPTO.CANNOT_OPEN', 'Sealed bytes could not be opened with this key and context.');
  }
}

/** A context is not usable as additional data: an empty part, a lone surrogate, a key of another tenant. Ours to fix. */
export class BadContextError extends DefectError {
  constructor(rule: string) {
    super('CRYPTO.BAD_CONTEXT', `A seal context is not usable: ${rule}.`);
  }
}

/** Key bytes from outside are not a key of ours (wrong length or encoding). The bytes are never in the message. */
export class BadKeyError extends DefectError {
  constructor(rule: string) {
    super('CRYPTO.BAD_KEY', `Key material is not usable: ${rule}.`);
  }
}

/** The tenant's key was destroyed on purpose (crypto-shred): what it sealed is gone for good. Never retried. */
export class KeyDestroyedError extends ExpectedError {
  constructor(tenantId: string, cause?: unknown) {
    super(
      'CRYPTO.KEY_DESTROYED',
      410,
      'The key of this organisation has been destroyed; what was sealed with it cannot be read or added to any more.',
      { cause, details: { tenantId } },
    );
  }
}

/** The root key is missing its form: not 32 bytes of base64. The process refuses to start with this sentence. */
export class BadRootKeyError extends ExpectedError {
  constructor(where: string) {
    super(
      'CRYPTO.BAD_ROOT_KEY',
      400,
      `The root key in ${where} must be 32 bytes in base64 (44 characters), as written by the key generator; restore it from its backup.`,
    );
  }
}
