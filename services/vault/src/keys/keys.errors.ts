import { DefectError, ExpectedError } from '@ebbflow/kernel';

/** The organisation's key was destroyed (crypto-shred). Never made anew under the same version. */
export class KeyDestroyedError extends ExpectedError {
  constructor(tenantId: string) {
    super(
      'VAULT.KEY_DESTROYED',
      410,
      'The key of this organisation has been destroyed; what was sealed with it cannot be read or added to any more.',
      { details: { tenantId } },
    );
  }
}

/** A version nobody ever made; asking for it does not make it. */
export class UnknownKeyVersionError extends ExpectedError {
  constructor() {
    super('VAULT.UNKNOWN_KEY_VERSION', 404, 'There is no key of this version for this organisation.');
  }
}

export class BadTenantError extends ExpectedError {
  constructor() {
    super('VAULT.BAD_TENANT', 400, 'tenantId must be the id of an organisation.');
  }
}

/** A key that was just inserted or found cannot be read: the database broke a promise. */
export class KeyVanishedError extends DefectError {
  constructor() {
    super('VAULT.KEY_VANISHED', 'A tenant key that was just written cannot be read back.');
  }
}
