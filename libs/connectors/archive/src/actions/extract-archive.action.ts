import { defineModule, requireBytes } from '@ebbflow/connector-sdk';
import { MOST_ARCHIVE_BYTES } from '../archive-limits.ts';
import { readZip } from '../zip/read-zip.ts';

/** A bundle for each file of a ZIP archive; folders are left out. */
export const extractArchive = defineModule({
  name: 'archive:UnpackAction',
  versions: [1],
  kind: 'transformer',
  label: 'Extract an archive',
  fields: { mapper: ['data'], output: ['fileName', 'path', 'data', 'size'] },
  async run({ mapped }, context) {
    const files = await readZip(requireBytes(mapped, 'data', MOST_ARCHIVE_BYTES), context.signal);
    return {
      bundles: files.map(({ path, data }) => ({
        fileName: path.slice(path.lastIndexOf('/') + 1),
        path,
        data,
        size: data.byteLength,
      })),
    };
  },
});
