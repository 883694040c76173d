import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Addressed } from '@ebbflow/testing';

const root = resolve(import.meta.dirname, '../../../..');

export interface KillableVault extends Addressed {
  /** As a power failure would. */
  kill(): Promise<void>;
}

export async function killableVault(environment: Readonly<Record<string, string>>): Promise<KillableVault> {
  const loader = ['--conditions=@ebbflow/source', '--import', join(root, 'tools/dev/source-loader.mjs')];
  const child = spawn(process.execPath, [...loader, join(import.meta.dirname, 'vault-main.ts')], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = (await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('Vault ended before it was ready.');
    }),
  ])) as [Buffer];
  return {
    name: 'vault',
    url: said.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
