import { openPayload, type PeriodKeys, sealPayload, type SealKey } from '@ebbflow/crypto';
import { decodeStepOutcome, encodeStepOutcome, type Journal, type StepKey, type StepOutcome } from '@ebbflow/engine';
import type { JsonValue } from '@ebbflow/kernel';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { blobOf } from '../attempt/run-spill.ts';
import { untilAnswered } from '../attempt/until-answered.ts';
import type { JournalWriter } from './journal-writer.ts';

/**
 * The memory of one run during one attempt.
 *
 * Outcomes are durable before anything else leaves the house, not before the next step computes: `append` keeps the outcome
 * and returns, and every port that has an effect outside (HTTP, answer to the sender, pause) calls `settle` first, which
 * writes what was kept and waits for the commit. Steps between two such calls are pure and are computed again by a replay.
 * Outcomes still kept when the run ends are never written at all: the completion is the durable fact, and it would delete
 * them in the same transaction. So the usual short run (a webhook, one call) costs no journal row, no seal and no commit of
 * its own. The price: between the last call and the completion's commit (a few milliseconds) a crash repeats that call,
 * with the same idempotency key, as it always did between the call and the journal's commit.
 */
export class RunJournal implements Journal {
  readonly #scope: AttemptScope;
  readonly #keys: PeriodKeys;
  readonly #writer: Pick<JournalWriter, 'append'>;
  readonly #known = new Map<StepKey, StepOutcome>();
  readonly #kept: { readonly step: StepKey; readonly outcome: StepOutcome }[] = [];

  private constructor(scope: AttemptScope, keys: PeriodKeys, writer: Pick<JournalWriter, 'append'>) {
    this.#scope = scope;
    this.#keys = keys;
    this.#writer = writer;
  }

  /** Opens what earlier attempts left. */
  static async open(scope: AttemptScope, keys: PeriodKeys, writer: Pick<JournalWriter, 'append'>): Promise<RunJournal> {
    const journal = new RunJournal(scope, keys, writer);
    const { tenantId, runId } = scope.run;
    for (const { stepKey, outcome } of scope.run.journal) {
      const key = await keys.toOpen(tenantId, outcome);
      const plain = openPayload(key, journalContext(tenantId, runId, stepKey), outcome);
      const known = decodeStepOutcome(JSON.parse(plain.toString('utf8')) as JsonValue);
      journal.#known.set(stepKey, known);
      if (known.kind === 'result') for (const { id } of known.spilled ?? []) scope.spilledBlobs.add(blobOf(id));
    }
    return journal;
  }

  find(step: StepKey): StepOutcome | undefined {
    return this.#known.get(step);
  }

  async append(step: StepKey, outcome: StepOutcome): Promise<void> {
    this.#known.set(step, outcome);
    this.#kept.push({ step, outcome });
    this.#scope.signal.throwIfAborted();
  }

  /** @throws AttemptEnded when the lease is lost: then nothing was written and nothing may follow. */
  async settle(): Promise<void> {
    this.#scope.assertMayAct();
    if (this.#kept.length === 0) return;
    await this.#write(await untilAnswered(this.#scope, () => this.#keyToSeal()));
    this.#scope.assertMayAct();
  }

  /** For an attempt that is handed back in order: the next one need not do again what this one has done. */
  async save(): Promise<void> {
    if (this.#kept.length > 0) await this.#write(await this.#keyToSeal());
  }

  #keyToSeal(): Promise<SealKey> {
    const { tenantId, scenarioId } = this.#scope.run;
    return this.#keys.toSeal({ tenantId, scenarioId, category: 'runs-in-flight' });
  }

  async #write(key: SealKey): Promise<void> {
    const { tenantId, runId, leaseToken } = this.#scope.run;
    const written = await Promise.all(
      this.#kept.splice(0).map(({ step, outcome }) => {
        const plain = Buffer.from(JSON.stringify(encodeStepOutcome(outcome)));
        const sealed = sealPayload(key, journalContext(tenantId, runId, step), plain);
        return this.#writer.append({
          tenantId,
          runId,
          leaseToken,
          stepKey: step,
          outcome: sealed,
          keyVersion: key.version,
        });
      }),
    );
    if (written.includes(false)) this.#scope.end({ kind: 'lost' });
  }
}

/** What a journaled outcome is sealed for. */
export function journalContext(
  tenant: string,
  runId: string,
  stepKey: StepKey,
): { tenant: string; object: string; field: string; version: number } {
  return { tenant, object: `${runId}/${stepKey}`, field: 'run.journal', version: 1 };
}
