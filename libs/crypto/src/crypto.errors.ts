import { DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';

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

/**
 * The lifetime of what is asked for is over, and the salt its key follows from destroyed: it is gone in every copy. Where people ask for one
 * thing, the same as if it had never been there.
 */
export class GoneByLifetimeError extends ExpectedError {
  constructor() {
    super('CRYPTO.GONE_BY_LIFETIME', 404, 'The lifetime of this is over; it cannot be read any more by anybody.');
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

/** A passphrase short enough to be guessed from the file it protects. */
export class WeakPassphraseError extends ExpectedError {
  constructor(least: number) {
    super('CRYPTO.WEAK_PASSPHRASE', 400, `The passphrase of a backup has at least ${String(least)} characters.`);
  }
}

/** A backup of a root key that gives none: another passphrase, a changed file, or no backup at all. */
export class BadBackupError extends ExpectedError {
  constructor() {
    super(
      'CRYPTO.BAD_BACKUP',
      400,
      'This backup of a root key does not open: the passphrase is another one, or the file is damaged or not a backup of a root key.',
    );
  }
}

/** AWS KMS answers, and does not let us use the root key. `reason` is the name of its error. */
export class RootKeyRefusedError extends ExpectedError {
  constructor(keyArn: string, reason: string) {
    super(
      'CRYPTO.ROOT_KEY_REFUSED',
      503,
      `AWS KMS refuses the root key ${keyArn} (${reason}); see that the key is enabled, not about to be deleted, and that this service may use it for GenerateDataKey and Decrypt.`,
    );
  }
}

/** AWS KMS does not answer, or asks to come again. */
export class RootKeyAwayError extends TransientError {
  constructor(keyArn: string, reason: string) {
    super('CRYPTO.ROOT_KEY_AWAY', `AWS KMS, which holds the root key ${keyArn}, does not answer (${reason}).`);
  }
}
