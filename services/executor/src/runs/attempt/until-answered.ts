import { setTimeout as wait } from 'node:timers/promises';
import { TransientError } from '@ebbflow/kernel';
import type { AttemptScope } from './attempt-scope.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Asks again while the answer is "not now". For what stands between a finished side effect and the record of it: giving up there
 * would do the side effect a second time. @throws AttemptEnded when the lease is lost or the worker stops meanwhile.
 */
export async function untilAnswered<T>(scope: AttemptScope, ask: () => Promise<T>): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (thrown) {
      if (!(thrown instanceof TransientError)) throw thrown;
      await wait(pauseMs, undefined, { signal: scope.signal }).catch(() => undefined);
      scope.assertMayAct();
    }
  }
}
