import { posix } from 'node:path';
import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import type { SFTPWrapper } from 'ssh2';
import { LARGEST_FILE } from '../session/largest-file.ts';
import { requireTarget } from '../remote-path.ts';
import { withSession } from '../session/with-session.ts';

export const getFile = defineModule({
  name: 'sftp:ActionGetFile',
  versions: [1, 2],
  kind: 'action',
  label: 'Get a file',
  fields: {
    parameters: ['account'],
    mapper: ['path', 'folder', 'fileName'],
    output: ['path', 'fileName', 'fileSize', 'data'],
  },
  operationTimeoutMs: 300_000,
  async run({ mapped, parameters }, context) {
    const path = requireTarget(mapped);
    const data = await withSession(parameters, context, (sftp) => download(sftp, path));
    return {
      bundles: [{ path, fileName: posix.basename(path), fileSize: data.byteLength, data }],
      transferBytes: data.byteLength,
    };
  },
});

async function download(sftp: SFTPWrapper, path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const file = sftp.createReadStream(path);
  // The session ends when all is read; that the server did not answer to the closing of the file is then no matter.
  file.on('error', () => undefined);
  for await (const chunk of file) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > LARGEST_FILE) throw new ModuleError('MaxFileSizeExceededError', 'The file is larger than 100 MiB.');
    chunks.push(chunk as Buffer);
  }
  return new Uint8Array(Buffer.concat(chunks, bytes));
}
