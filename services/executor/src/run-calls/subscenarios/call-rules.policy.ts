import { ModuleError } from '@ebbflow/connector-sdk';

/** Calls in a row, each from within the one before. Enough for every design and little enough to stop one that calls itself for ever. */
export const DEEPEST_CALL = 16;

export interface CallLink {
  readonly scenario_id: string;
  /** Its caller waits for it. */
  readonly waits: boolean;
}

/**
 * `chain`: the calling run first, then who called it, and so on. Somebody who is waited for by a run of the called scenario may not wait
 * for it in turn: in a scenario that runs one at a time that would never end.
 * @throws ModuleError
 */
export function checkCall(chain: readonly CallLink[], calledScenarioId: string, waits: boolean): void {
  if (chain.length >= DEEPEST_CALL) {
    throw new ModuleError('RuntimeError', `Scenarios may call each other ${String(DEEPEST_CALL)} deep, and no deeper.`);
  }
  if (waits && waitingScenarios(chain).has(calledScenarioId)) {
    throw new ModuleError(
      'InvalidConfigurationError',
      'The called scenario waits for this one already: calls that wait must not go round in a circle.',
    );
  }
}

/** The calling scenario and those that wait for it, up to the first one nobody waits for. */
function waitingScenarios(chain: readonly CallLink[]): ReadonlySet<string> {
  const waiting = new Set<string>();
  for (const { scenario_id: scenarioId, waits } of chain) {
    waiting.add(scenarioId);
    if (!waits) break;
  }
  return waiting;
}
