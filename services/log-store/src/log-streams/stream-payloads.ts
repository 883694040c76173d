import type { JsonValue } from '@ebbflow/kernel';
import { Lifetimes } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { DetailsOpener } from '../runs/details-opener.ts';
import { RunsRepository } from '../runs/runs.repository.ts';
import { RedactionState } from './redaction-state.ts';

/** Of one batch. */
const MOST_BYTES = 4 * 1_048_576;

/** What went through executions, for streams whose organisation wants that sent away: as it is kept, and only while it has redaction rules. */
@Injectable()
export class StreamPayloads {
  constructor(
    @Inject(RunsRepository) private readonly runs: RunsRepository,
    @Inject(DetailsOpener) private readonly opener: DetailsOpener,
    @Inject(RedactionState) private readonly redaction: RedactionState,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
  ) {}

  budget(): { bytes: number } {
    return { bytes: MOST_BYTES };
  }

  /** Why it is missing is said in its place. Undefined where nothing is kept. @throws TransientError when vault or the executor are away */
  async of(tenantId: string, runId: string, budget: { bytes: number }): Promise<JsonValue | undefined> {
    if (!(await this.redaction.hasRules(tenantId))) return { omitted: 'no-redaction-rules' };
    const run = await this.runs.find(tenantId, this.lifetimes.window('execution-details'), runId);
    const details = run === null ? undefined : await this.opener.open(run);
    if (details === undefined) return undefined;
    const bytes = Buffer.byteLength(JSON.stringify(details));
    if (bytes > budget.bytes) return { omitted: 'too-large', bytes };
    budget.bytes -= bytes;
    return details as unknown as JsonValue;
  }
}
