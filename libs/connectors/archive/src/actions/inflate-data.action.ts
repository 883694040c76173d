import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { inflateSync } from 'node:zlib';
import { MOST_ARCHIVE_BYTES } from '../archive-limits.ts';
import { unpack } from '../unpack.ts';

/** The inverse of `archive:Deflate`. */
export const inflateData = defineModule({
  name: 'archive:Inflate',
  versions: [1],
  kind: 'transformer',
  label: 'Inflate',
  fields: { mapper: ['data'], output: ['data'] },
  async run({ mapped }) {
    const bytes = requireBytes(mapped, 'data', MOST_ARCHIVE_BYTES);
    return { bundles: [{ data: unpack(bytes, inflateSync) }] };
  },
});
