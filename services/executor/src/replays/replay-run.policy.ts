import type { KeptInput, VersionChoice } from '@ebbflow/contracts';
import { sealedInputOf } from '../runs/held-run.ts';
import type { NewRun } from '../runs/start/run-starts.ts';

/** A run that does a kept one again, with the same input under its first owner's name. */
export function replayOf(
  tenantId: string,
  kept: KeptInput,
  { runId, version, requestKey }: { runId: string; version: VersionChoice; requestKey?: string },
): NewRun {
  return {
    tenantId,
    runId,
    scenarioId: kept.scenarioId,
    scenarioVersion: version === 'original' ? kept.scenarioVersion : undefined,
    trigger: 'replay',
    input: kept.input === undefined ? undefined : sealedInputOf(kept.input),
    deliveryId: kept.deliveryId,
    inputRunId: kept.inputRunId,
    hookId: kept.hookId,
    requestKey,
  };
}
