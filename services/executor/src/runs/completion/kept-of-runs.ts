import type { RunDetails, Sealed } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import { LogQuotas } from '../../log-quota/log-quotas.ts';
import type { Concluded } from '../attempt/run-attempts.service.ts';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { untilAnswered } from '../attempt/until-answered.ts';
import type { HeldRun } from '../held-run.ts';
import { type KeptInput, keptInputOf } from './kept-input.ts';
import { RunDetailsSealer } from './run-details-sealer.ts';
import { RunRedactions } from './run-redactions.ts';

/** What the log store is given of a run besides its basic information. */
export interface KeptOfRun {
  readonly details?: Sealed | undefined;
  readonly keptModules: RunDetails['modules'];
  readonly input: KeptInput & { readonly outOfRunId?: string };
  readonly keptBytes: number;
  readonly isInputHidden: boolean;
}

/**
 * Decides what of a run that ends goes into logs. Confidential: nothing. Over the day's quota: how much there was. Otherwise details
 * without what rules hide, and what started the run, unless something in that is to be hidden or could not be looked at.
 */
@Injectable()
export class KeptOfRuns {
  constructor(
    private readonly sealer: RunDetailsSealer,
    private readonly redactions: RunRedactions,
    private readonly quotas: LogQuotas,
  ) {}

  async of(
    scope: AttemptScope,
    { verdict, isConfidential, scenario }: Concluded,
    finishedAt: Date,
  ): Promise<KeptOfRun> {
    if (isConfidential) return { input: {}, keptModules: [], keptBytes: 0, isInputHidden: false };
    const { run } = scope;
    const redactor = await this.redactions.redactorOf(scope);
    const isInputHidden = redactor !== undefined && (await this.redactions.hidesInput(scope, scenario, redactor));
    const isQuotaUsedUp = await untilAnswered(scope, () => this.quotas.isUsedUp(run.tenantId));
    const sealed = await this.sealer.seal(scope, verdict, { redactor, isQuotaUsedUp, finishedAt });
    const isInputKept = !isInputHidden && !isQuotaUsedUp;
    const input = isInputKept ? keptInputOf(run) : traceOf(run);
    const keptBytes = (sealed?.bytes ?? 0) + ('input' in input ? inlineBytesOf(run) : 0);
    return { details: sealed?.details, keptModules: sealed?.modules ?? [], input, keptBytes, isInputHidden };
  }
}

/** A run that was done again still is to be found where what it had must be forgotten. */
function traceOf({ runId, inputRunId, outOfRunId }: HeldRun): { outOfRunId?: string } {
  const origin = outOfRunId ?? inputRunId;
  return origin === undefined || origin === runId ? {} : { outOfRunId: origin };
}

/** A blob is the gateway's, and no second copy. */
function inlineBytesOf({ input }: HeldRun): number {
  return input !== undefined && 'bytes' in input ? input.bytes.length : 0;
}
