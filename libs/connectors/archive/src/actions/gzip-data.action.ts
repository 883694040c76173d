import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { gzipSync } from 'node:zlib';
import { MOST_ARCHIVE_BYTES } from '../archive-limits.ts';

/** Compresses data as a gzip file (RFC 1952), without name and time. */
export const gzipData = defineModule({
  name: 'archive:Gzip',
  versions: [1],
  kind: 'transformer',
  label: 'Gzip',
  fields: { mapper: ['data'], output: ['data'] },
  async run({ mapped }) {
    const bytes = requireBytes(mapped, 'data', MOST_ARCHIVE_BYTES);
    return { bundles: [{ data: new Uint8Array(gzipSync(bytes)) }] };
  },
});
