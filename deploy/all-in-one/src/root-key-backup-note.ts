import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKeyFingerprintOf } from '@ebbflow/crypto';
import { Secret } from '@ebbflow/kernel';

/** When `ebbflow keys backup-root` last wrote a backup of the key that is in use (ISO 8601); undefined: never, or of another key. */
export function rootKeyBackedUpAt(dataDir: string, rootKeyFile: string): string | undefined {
  const note = join(dataDir, 'root-key-backup.json');
  if (!existsSync(note)) return undefined;
  try {
    const { fingerprint, madeAt } = JSON.parse(readFileSync(note, 'utf8')) as { fingerprint: string; madeAt: string };
    const inUse = rootKeyFingerprintOf(new Secret(readFileSync(rootKeyFile, 'utf8')), rootKeyFile);
    return inUse === fingerprint ? madeAt : undefined;
  } catch {
    // A note that cannot be read is none.
    return undefined;
  }
}
