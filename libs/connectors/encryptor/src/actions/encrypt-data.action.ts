import { defineModule, readText } from '@ebbflow/connector-sdk';
import { encrypt } from '../cipher/aes.ts';
import { deriveVector } from '../cipher/derive-vector.ts';
import { readKey, readMode, readVector } from '../cipher/read-aes-key.ts';
import { readEncoding, requireEncoded, writeEncoded } from '../cipher/read-encoded.ts';

/** AES with everything chosen: mode, key, vector (made where none is given), encodings. Vector and tag come out beside the data. */
export const encryptData = defineModule({
  name: 'crypto:AESEncrypt',
  versions: [3],
  kind: 'transformer',
  label: 'AES encrypt (advanced)',
  fields: {
    mapper: ['data', 'mode', 'key', 'keyEncoding', 'iv', 'ivEncoding', 'inputEncoding', 'outputEncoding'],
    output: ['data', 'iv', 'authTag'],
  },
  async run({ parameters, mapped }, { connections, idempotencyKey }) {
    const fields = { ...parameters, ...mapped };
    const [mode, key] = [readMode(fields), await readKey(fields, connections)];
    const plain = requireEncoded(fields, 'data', readEncoding(fields, 'inputEncoding', 'utf8'));
    const vector = readVector(fields) ?? deriveVector(key, idempotencyKey, plain, mode === 'gcm' ? 12 : 16);
    const { sealed, tag } = encrypt({ mode, key, vector }, plain);
    const ivEncoding = readEncoding(fields, 'ivEncoding', 'hex');
    return {
      bundles: [
        {
          data: writeEncoded(sealed, fields, 'outputEncoding', 'base64'),
          iv: readText(fields, 'iv') ?? vector.toString(ivEncoding === 'utf8' ? 'hex' : ivEncoding),
          authTag: mode === 'gcm' ? tag.toString('hex') : null,
        },
      ],
    };
  },
});
