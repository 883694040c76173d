// The second entry of this package, `@ebbflow/crypto/secrets`: opening credentials. Vault only; a lint rule holds the others
// to the first entry.
export { type KeyWrapper, RawAesKeyWrapper } from './key-wrapper.ts';
export { loadRootKey, parseRootKey, type RootKey } from './root-key.ts';
export { SecretEnvelope } from './secret-envelope.ts';
