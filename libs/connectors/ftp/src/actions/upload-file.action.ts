import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { defineModule, ModuleError, readBoolean, requireBytes } from '@ebbflow/connector-sdk';
import { FTPError, type Client } from 'basic-ftp';
import { requireTarget } from '../remote-path.ts';
import { LARGEST_FILE } from '../session/limited-buffer.ts';
import { withSession } from '../session/with-session.ts';

/** Writes `data` to `folder`/`fileName`; a file that is there is replaced unless `overwrite` is off. */
export const uploadFile = defineModule({
  name: 'ftp:ActionUploadFile',
  versions: [1, 2],
  kind: 'action',
  label: 'Upload a file',
  fields: {
    parameters: ['account'],
    mapper: ['path', 'folder', 'fileName', 'data', 'overwrite'],
    output: ['path', 'fileName', 'fileSize'],
  },
  operationTimeoutMs: 300_000,
  async run({ mapped, parameters }, context) {
    const path = requireTarget(mapped);
    const data = requireBytes(mapped, 'data', LARGEST_FILE);
    await withSession(parameters, context, async (client) => {
      if (readBoolean(mapped, 'overwrite') === false) await refuseExisting(client, path);
      await client.uploadFrom(Readable.from([Buffer.from(data)], { objectMode: false }), path);
    });
    return {
      bundles: [{ path, fileName: posix.basename(path), fileSize: data.byteLength }],
      transferBytes: data.byteLength,
    };
  },
});

async function refuseExisting(client: Client, path: string): Promise<void> {
  const isThere = await client.size(path).then(
    () => true,
    (thrown: unknown) => {
      if (thrown instanceof FTPError && thrown.code === 550) return false;
      throw thrown;
    },
  );
  if (isThere) throw new ModuleError('DuplicateDataError', 'A file with this name is there already.');
}
