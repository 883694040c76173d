import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import { decrypt } from '../cipher/aes.ts';
import { readKey, readMode, readVector } from '../cipher/read-aes-key.ts';
import { readEncoding, requireEncoded, writeEncoded } from '../cipher/read-encoded.ts';

export const decryptData = defineModule({
  name: 'crypto:AESDecrypt',
  versions: [3],
  kind: 'transformer',
  label: 'AES decrypt (advanced)',
  fields: {
    mapper: [
      'data',
      'mode',
      'key',
      'keyEncoding',
      'iv',
      'ivEncoding',
      'authTag',
      'authTagEncoding',
      'inputEncoding',
      'outputEncoding',
    ],
    output: ['data'],
  },
  async run({ parameters, mapped }, { connections }) {
    const fields = { ...parameters, ...mapped };
    const [mode, vector] = [readMode(fields), readVector(fields)];
    if (vector === undefined)
      throw new ModuleError('DataError', 'The field "iv" is empty; what was encrypted cannot be read without it.');
    const sealed = requireEncoded(fields, 'data', readEncoding(fields, 'inputEncoding', 'base64'));
    const tag =
      mode === 'gcm'
        ? requireEncoded(fields, 'authTag', readEncoding(fields, 'authTagEncoding', 'hex'))
        : Buffer.alloc(0);
    const plain = decrypt({ mode, key: await readKey(fields, connections), vector }, sealed, tag);
    return { bundles: [{ data: writeEncoded(plain, fields, 'outputEncoding', 'utf8') }] };
  },
});
