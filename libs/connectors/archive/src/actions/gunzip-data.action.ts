import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { gunzipSync } from 'node:zlib';
import { MOST_ARCHIVE_BYTES } from '../archive-limits.ts';
import { unpack } from '../unpack.ts';

/** Unpacks a gzip file. */
export const gunzipData = defineModule({
  name: 'archive:Gunzip',
  versions: [1],
  kind: 'transformer',
  label: 'Gunzip',
  fields: { mapper: ['data'], output: ['data'] },
  async run({ mapped }) {
    const bytes = requireBytes(mapped, 'data', MOST_ARCHIVE_BYTES);
    return { bundles: [{ data: unpack(bytes, gunzipSync) }] };
  },
});
