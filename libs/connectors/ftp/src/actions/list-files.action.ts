import { posix } from 'node:path';
import { defineModule, readNumber } from '@ebbflow/connector-sdk';
import { readPath } from '../remote-path.ts';
import { withSession } from '../session/with-session.ts';

const USUAL_FILES = 100;
const MOST_FILES = 10_000;

/** What is in `folder`, one bundle each, up to `limit` (100; at most 10 000). */
export const listFiles = defineModule({
  name: 'ftp:ActionListFiles',
  versions: [1, 2],
  kind: 'search',
  label: 'List files in a folder',
  fields: {
    parameters: ['account'],
    mapper: ['folder', 'limit'],
    output: ['name', 'path', 'type', 'size', 'modifiedAt'],
  },
  async run({ mapped, parameters }, context) {
    const folder = readPath(mapped, 'folder') ?? readPath(mapped, 'path') ?? '/';
    const limit = Math.min(Math.max(Math.trunc(readNumber(mapped, 'limit') ?? USUAL_FILES), 1), MOST_FILES);
    const files = await withSession(parameters, context, (client) => client.list(folder));
    return {
      bundles: files.slice(0, limit).map((file) => ({
        name: file.name,
        path: posix.join(folder, file.name),
        type: file.isDirectory ? 'folder' : file.isFile ? 'file' : 'other',
        size: file.size,
        modifiedAt: file.modifiedAt ?? null,
      })),
    };
  },
});
