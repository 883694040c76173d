import { setTimeout as pause } from 'node:timers/promises';
import type { RootKeyStatus } from '@ebbflow/contracts';
import type { VaultOperator } from './vault-operator.ts';

const LOOK_AGAIN_MS = 500;

/** Waits until everything lies under the youngest wrapping key, telling how far it is. Cut off here, it goes on at vault. */
export async function awaitSettled(vault: VaultOperator, begun: RootKeyStatus): Promise<RootKeyStatus> {
  let status = begun;
  while (status.state !== 'settled') {
    const { total, toRewrap } = status.keys;
    process.stderr.write(`  ${String(total - toRewrap)} of ${String(total)} keys rewrapped\n`);
    await pause(LOOK_AGAIN_MS);
    status = await vault.status();
  }
  return status;
}
