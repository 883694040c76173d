import { posix } from 'node:path';
import { defineModule } from '@ebbflow/connector-sdk';
import { requireTarget } from '../remote-path.ts';
import { LimitedBuffer } from '../session/limited-buffer.ts';
import { withSession } from '../session/with-session.ts';

export const getFile = defineModule({
  name: 'ftp:ActionGetFile',
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
    const file = new LimitedBuffer();
    await withSession(parameters, context, (client) => client.downloadTo(file, path));
    const data = file.bytes;
    return {
      bundles: [{ path, fileName: posix.basename(path), fileSize: data.byteLength, data }],
      transferBytes: data.byteLength,
    };
  },
});
