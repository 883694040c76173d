import type { Sealed } from '@ebbflow/contracts';
import type { HeldRun } from '../held-run.ts';

export interface KeptInput {
  readonly input?: Sealed;
  readonly inputRunId?: string;
  readonly hookId?: string;
}

/**
 * What started a run, as its end announces it: the run can be done again with that. Nothing for one that took up an incomplete execution;
 * what it began with is no start of its own.
 */
export function keptInputOf(run: HeldRun): KeptInput {
  const { runId, inputRunId, hookId, input, incompleteId } = run;
  if (incompleteId !== undefined) return {};
  return {
    inputRunId: inputRunId ?? runId,
    ...(hookId === undefined ? {} : { hookId }),
    ...(input === undefined ? {} : { input: sealedOf(input) }),
  };
}

function sealedOf(input: NonNullable<HeldRun['input']>): Sealed {
  return 'blob' in input ? input : { keyVersion: input.keyVersion, bytes: input.bytes.toString('base64') };
}
