import type { CompiledScenario } from '@ebbflow/blueprint';
import { runCycles } from './cycles/run-cycles.ts';
import type { EnginePorts, RunInput } from './ports.ts';
import { Run } from './run.ts';
import type { RunObserver } from './run-observer.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict-of.ts';
import { walker } from './walk.ts';

/**
 * Runs a scenario once, cycle by cycle, to a verdict. Pure but for the ports: with the same input and journal it does the same
 * again, up to where the journal ends.
 * @throws what `journal`, `sleep` or `spill.get` threw or `signal` was aborted with: no verdict yet, run it again with the same journal
 */
export async function executeScenario(
  scenario: CompiledScenario,
  input: RunInput,
  ports: EnginePorts,
  observer?: RunObserver,
): Promise<Verdict> {
  const run = new Run({ scenario, input, ports, observer }, walker);
  return verdictOf(run, await runCycles(run));
}
