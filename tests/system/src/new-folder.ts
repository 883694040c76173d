import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder with a space in its name. Others may pass through it: under root the embedded Postgres runs as another
 * account, and a folder it cannot reach makes it keep its files elsewhere, where no test would look for planted strings.
 */
export function newFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}
