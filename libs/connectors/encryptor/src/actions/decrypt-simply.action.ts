import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import { decrypt, TAG_BYTES } from '../cipher/aes.ts';
import { readKey } from '../cipher/read-aes-key.ts';
import { readEncoding, requireEncoded, writeEncoded } from '../cipher/read-encoded.ts';

/** What `crypto:AES256Encrypt` made. */
export const decryptSimply = defineModule({
  name: 'crypto:AES256Decrypt',
  versions: [3],
  kind: 'transformer',
  label: 'AES decrypt (simple)',
  fields: { mapper: ['data', 'key', 'keyEncoding', 'inputEncoding', 'outputEncoding'], output: ['data'] },
  async run({ parameters, mapped }, { connections }) {
    const fields = { ...parameters, ...mapped };
    const data = requireEncoded(fields, 'data', readEncoding(fields, 'inputEncoding', 'base64'));
    if (data.byteLength < 12 + TAG_BYTES)
      throw new ModuleError('DataError', 'The field "data" is too short to be encrypted data.');
    const key = { mode: 'gcm', key: await readKey(fields, connections), vector: data.subarray(0, 12) } as const;
    const plain = decrypt(key, data.subarray(12, -TAG_BYTES), data.subarray(-TAG_BYTES));
    return { bundles: [{ data: writeEncoded(plain, fields, 'outputEncoding', 'utf8') }] };
  },
});
