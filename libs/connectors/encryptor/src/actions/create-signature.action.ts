import { defineModule, ModuleError, readText, requireBytes, requireText } from '@ebbflow/connector-sdk';
import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { writeEncoded } from '../cipher/read-encoded.ts';

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha1: 'RSA-SHA1',
  'rsa-sha1': 'RSA-SHA1',
  sha256: 'RSA-SHA256',
  'rsa-sha256': 'RSA-SHA256',
  sha512: 'RSA-SHA512',
  'rsa-sha512': 'RSA-SHA512',
};

/** A PEM key is a few kilobytes. */
const LONGEST_KEY = 20_000;

/** RSA signature (PKCS #1 v1.5) of the data with a private key in PEM; SHA-1 only because others still ask for it. */
export const createSignature = defineModule({
  name: 'crypto:CreateSignature',
  versions: [3],
  kind: 'transformer',
  label: 'Create digital signature',
  fields: { mapper: ['data', 'key', 'algorithm', 'outputEncoding'], output: ['signature'] },
  async run({ parameters, mapped }) {
    const fields = { ...parameters, ...mapped };
    const name = (readText(fields, 'algorithm') ?? 'sha256').toLowerCase();
    const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
    if (algorithm === undefined) {
      throw new ModuleError('DataError', 'The field "algorithm" must be one of sha1, sha256, sha512.');
    }
    const key = readPrivateKey(requireText(fields, 'key', LONGEST_KEY));
    const signature = sign(algorithm, requireBytes(fields, 'data'), key);
    return { bundles: [{ signature: writeEncoded(signature, fields, 'outputEncoding', 'base64') }] };
  },
});

function readPrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // What OpenSSL says of a broken key may quote it.
  }
  throw new ModuleError('DataError', 'The field "key" must be an RSA private key in PEM format, without a passphrase.');
}
