import { posix } from 'node:path';
import { defineModule, readNumber, readText } from '@ebbflow/connector-sdk';
import type { FileEntryWithStats, SFTPWrapper } from 'ssh2';
import { withSession } from '../session/with-session.ts';

const USUAL_FILES = 100;
const MOST_FILES = 10_000;

/** What is in `folder`, one bundle each, up to `limit` (100; at most 10 000). */
export const listFiles = defineModule({
  name: 'sftp:ActionListFiles',
  versions: [1, 2],
  kind: 'search',
  label: 'List files in a folder',
  fields: {
    parameters: ['account'],
    mapper: ['folder', 'limit'],
    output: ['name', 'path', 'type', 'size', 'modifiedAt'],
  },
  async run({ mapped, parameters }, context) {
    const folder = readText(mapped, 'folder') ?? readText(mapped, 'path') ?? '.';
    const limit = Math.min(Math.max(Math.trunc(readNumber(mapped, 'limit') ?? USUAL_FILES), 1), MOST_FILES);
    const files = await withSession(parameters, context, (sftp) => read(sftp, folder));
    return {
      bundles: files.slice(0, limit).map(({ filename, attrs }) => ({
        name: filename,
        path: posix.join(folder, filename),
        type: attrs.isDirectory() ? 'folder' : attrs.isFile() ? 'file' : 'other',
        size: attrs.size,
        modifiedAt: new Date(attrs.mtime * 1_000),
      })),
    };
  },
});

function read(sftp: SFTPWrapper, folder: string): Promise<FileEntryWithStats[]> {
  return new Promise((resolve, reject) => {
    sftp.readdir(folder, (error, list) => {
      if (error) reject(error);
      else resolve(list);
    });
  });
}
