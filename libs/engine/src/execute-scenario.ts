import type { CompiledScenario } from '@ebbflow/blueprint';
import type { EnginePorts, RunInput } from './ports.ts';
import { Run } from './run.ts';
import { RunHalt } from './run-halt.ts';
import type { RunObserver } from './run-observer.ts';
import { isTriggered, triggerStep } from './steps/trigger.step.ts';
import type { Verdict } from './verdict.ts';
import { passOn, walker, walkFrom } from './walk.ts';

/**
 * Runs a scenario once, from its trigger's bundles to a verdict. Pure but for the ports: with the same input and journal it does
 * the same again, up to where the journal ends.
 * @throws what `journal` or `sleep` threw or `signal` was aborted with: no verdict yet, run it again with the same journal
 */
export async function executeScenario(
  scenario: CompiledScenario,
  input: RunInput,
  ports: EnginePorts,
  observer?: RunObserver,
): Promise<Verdict> {
  const run = new Run({ scenario, input, ports, observer }, walker);
  const { first } = scenario;
  try {
    if (isTriggered(first, run)) await passOn(first, triggerStep(first, run), undefined, run);
    else await walkFrom(first, undefined, run);
    return run.verdict(undefined);
  } catch (thrown) {
    if (thrown instanceof RunHalt) return run.verdict(thrown.runError);
    throw thrown;
  }
}
