import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { encrypt } from '../cipher/aes.ts';
import { deriveVector } from '../cipher/derive-vector.ts';
import { readKey } from '../cipher/read-aes-key.ts';
import { writeEncoded } from '../cipher/read-encoded.ts';

/** AES-GCM in one piece: vector, sealed data and tag behind each other, base64 unless asked otherwise. */
export const encryptSimply = defineModule({
  name: 'crypto:AES256Encrypt',
  versions: [3],
  kind: 'transformer',
  label: 'AES encrypt (simple)',
  fields: { mapper: ['data', 'key', 'keyEncoding', 'outputEncoding'], output: ['data'] },
  async run({ parameters, mapped }, { connections, idempotencyKey }) {
    const fields = { ...parameters, ...mapped };
    const [key, plain] = [await readKey(fields, connections), requireBytes(fields, 'data')];
    const vector = deriveVector(key, idempotencyKey, plain, 12);
    const { sealed, tag } = encrypt({ mode: 'gcm', key, vector }, plain);
    return {
      bundles: [{ data: writeEncoded(Buffer.concat([vector, sealed, tag]), fields, 'outputEncoding', 'base64') }],
    };
  },
});
