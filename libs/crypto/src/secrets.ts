// The second entry of this package, `@ebbflow/crypto/secrets`: opening credentials. Vault only; a lint rule holds the others
// to the first entry.
export { type KeyWrapper, RawAesKeyWrapper } from './key-wrapper.ts';
export { type KmsOptions, KmsRootKey } from './kms-root-key.ts';
export { loadRootKey, parseRootKey, type RootKey } from './root-key.ts';
export { resealSecret, SecretEnvelope } from './secret-envelope.ts';
export { generationOf, WrappingKey } from './wrapping-key.ts';
