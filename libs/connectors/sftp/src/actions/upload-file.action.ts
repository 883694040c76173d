import { posix } from 'node:path';
import { defineModule, readBoolean, requireBytes } from '@ebbflow/connector-sdk';
import { requireTarget } from '../remote-path.ts';
import { LARGEST_FILE } from '../session/largest-file.ts';
import { withSession } from '../session/with-session.ts';

/** Writes `data` to `folder`/`fileName`; a file that is there is replaced unless `overwrite` is off. */
export const uploadFile = defineModule({
  name: 'sftp:ActionUploadFile',
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
    // The server decides, so that nobody can put a file there between a look and the write.
    const flag = readBoolean(mapped, 'overwrite') === false ? 'wx' : 'w';
    await withSession(
      parameters,
      context,
      (sftp) =>
        new Promise<void>((resolve, reject) => {
          sftp.writeFile(path, Buffer.from(data), { flag }, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }),
    );
    return {
      bundles: [{ path, fileName: posix.basename(path), fileSize: data.byteLength }],
      transferBytes: data.byteLength,
    };
  },
});
