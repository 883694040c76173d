import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';

/**
 * A folder of our own that any account can walk into, always the same one for the same name: /var/lib/ebbflow/<name>, or
 * below the temp folder where /var/lib cannot be written. In the temp folder anybody could have put a folder of that name
 * there first, so it must be ours and writable by us alone.
 */
export function publicFolder(name: string): string {
  for (const base of ['/var/lib/ebbflow', join(tmpdir(), `ebbflow-${String(process.getuid?.() ?? 0)}`)]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 });
      const { uid, mode } = lstatSync(base);
      if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
        throw new EmbeddedPostgresError(
          'UNSAFE_FOLDER',
          `${base} belongs to somebody else or can be written by others; remove it.`,
        );
      }
      const folder = join(base, name);
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch (thrown) {
      if (thrown instanceof EmbeddedPostgresError) throw thrown;
    }
  }
  throw new EmbeddedPostgresError('UNSAFE_FOLDER', 'Neither /var/lib nor the temp folder can be written.');
}

/** Short, stable and without a trace of the path itself. */
export function nameFor(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
