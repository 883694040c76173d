import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { deflateSync } from 'node:zlib';
import { MOST_ARCHIVE_BYTES } from '../archive-limits.ts';

/** Compresses data (zlib format, RFC 1950). */
export const deflateData = defineModule({
  name: 'archive:Deflate',
  versions: [1],
  kind: 'transformer',
  label: 'Deflate',
  fields: { mapper: ['data'], output: ['data'] },
  async run({ mapped }) {
    const bytes = requireBytes(mapped, 'data', MOST_ARCHIVE_BYTES);
    return { bundles: [{ data: new Uint8Array(deflateSync(bytes)) }] };
  },
});
