import { ModuleError } from '@ebbflow/connector-sdk';
import type { Run } from '../run.ts';
import { spillBundles } from '../spill/spill-bundles.ts';
import { attemptModule, failedOutcome, type FinishedOutcome, type Operation } from './attempt-module.ts';

/**
 * What an operation left behind is durable before anything else happens, and a replay takes it from there instead of acting twice.
 * @throws ModuleError InconsistencyError when its transaction could not be ended
 */
export async function act(operation: Operation, run: Run): Promise<FinishedOutcome> {
  const { definition, key } = operation;
  const found = run.ports.journal.find(key);
  const remembered = found?.kind === 'result' || found?.kind === 'error' ? found : undefined;
  if (remembered === undefined) run.throwIfInterrupted();
  const outcome = remembered ?? (await spilledOutcome(await attemptModule(operation, run), run));
  if (remembered === undefined) await run.ports.journal.append(key, outcome);
  if (definition.isTransactional === true) await run.transactions.settle(key, outcome);
  run.passTime(outcome.startedAtMs, outcome.startedAtMs + outcome.durationMs, remembered !== undefined);
  return outcome;
}

/** Large bundles leave memory before the outcome is journaled; those that cannot be written make the operation a failure. */
async function spilledOutcome(outcome: FinishedOutcome, run: Run): Promise<FinishedOutcome> {
  if (outcome.kind === 'error') return outcome;
  const { result, startedAtMs } = outcome;
  try {
    const { bundles, spilled } = await spillBundles(result.bundles, run);
    return spilled.length === 0 ? outcome : { ...outcome, result: { ...result, bundles }, spilled };
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    return failedOutcome(error, startedAtMs, run.ports.clock);
  }
}
