import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { toEgressModuleError } from './egress-module-error.ts';

/**
 * Does one thing outside on behalf of a module: everything done so far is durable before it leaves, and it ends with the
 * operation (whose time is over) or with the attempt (which must not act any more), whichever is first.
 */
export async function goOut<T>(
  scope: AttemptScope,
  journal: Pick<RunJournal, 'settle'>,
  operation: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await journal.settle();
  const signal = operation === undefined ? scope.signal : AbortSignal.any([scope.signal, operation]);
  try {
    return await call(signal);
  } catch (thrown) {
    // A call that was cut off because the attempt or the operation is over says nothing about the other side.
    signal.throwIfAborted();
    throw toEgressModuleError(thrown);
  }
}
