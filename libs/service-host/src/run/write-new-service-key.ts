import { writeFileSync } from 'node:fs';
import type { ServiceName } from '@ebbflow/contracts';
import { generateServiceKey } from '../tokens/service-keys.ts';

/** The key that follows this service's own: the private one into a new file that only its owner reads, the public one to print, for the key set. */
export function writeNewServiceKey(name: ServiceName, file: string): void {
  const { privateKey, publicJwk } = generateServiceKey(name);
  writeFileSync(file, privateKey, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${JSON.stringify(publicJwk)}\n`);
}
