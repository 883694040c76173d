import { deliveryRequestContext, runCallbackContext } from '@ebbflow/contracts';
import type { Sealing } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import {
  BLOB_STORE,
  BlobNotFoundError,
  type BlobStore,
  Database,
  newBlobId,
  type SqlClient,
} from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RunBlobs } from '../blobs/run-blobs.ts';
import { journalContext } from '../journal/run-journal.ts';
import { runInputContext } from '../run-inputs.ts';
import { loadJournal } from '../sql/load-journal.sql.ts';
import { type Renewed, SealRenewal } from './seal-renewal.ts';
import { type ParkedRunRow, pickParkedRuns } from './sql/pick-parked-runs.sql.ts';
import { updateJournalSeals } from './sql/update-journal-seals.sql.ts';
import { updateRunSeals } from './sql/update-run-seals.sql.ts';

/** Half of the shortest lifetime there is, a day: so everything is looked at before half of its time is over, and again before all of it is. */
const LOOK_AGAIN_MS = 12 * 3_600_000;
const RUNS_AT_ONCE = 16;

interface StoredOutcome {
  readonly run_id: string;
  readonly step_key: string;
  readonly outcome_sealed: Buffer;
}

interface RenewedRun {
  readonly run: ParkedRunRow;
  readonly input: Renewed | undefined;
  /** Set where the input lies in the blob store: where it lies now. */
  readonly inputBlob: string | undefined;
  readonly callback: Renewed | undefined;
}

/**
 * A run may wait for months, and what it needs is sealed under hours that end sooner: they are moved to younger ones while it waits. So what
 * it needs stays readable for as long as it is under way, here; and a backup that was made of it forgets it like everything else.
 */
@Injectable()
export class ParkedRuns {
  constructor(
    private readonly database: Database,
    private readonly renewal: SealRenewal,
    private readonly runBlobs: RunBlobs,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many runs it looked at; 0 when none is left. @throws TransientError while vault or database are away */
  renewSome(): Promise<number> {
    const now = this.clock.now();
    return this.database.asWorker(async (sql) => {
      const values = [new Date(now.getTime() - LOOK_AGAIN_MS), RUNS_AT_ONCE];
      const runs = await sql.query<ParkedRunRow>(pickParkedRuns, values);
      if (runs.length === 0) return 0;
      await this.#renewJournals(sql, runs);
      const renewed: RenewedRun[] = [];
      for (const run of runs) renewed.push(await this.#renew(run));
      await sql.query(updateRunSeals, [
        renewed.map(({ run }) => run.tenant_id),
        renewed.map(({ run }) => run.id),
        renewed.map(({ input, inputBlob }) => (inputBlob === undefined ? (input?.sealed ?? null) : null)),
        renewed.map(({ inputBlob }) => inputBlob ?? null),
        renewed.map(({ input }) => input?.keyVersion ?? null),
        renewed.map(({ callback }) => callback?.sealed ?? null),
        now,
      ]);
      return runs.length;
    });
  }

  async #renewJournals(sql: SqlClient, runs: readonly ParkedRunRow[]): Promise<void> {
    const byId = new Map(runs.map((run) => [run.id, run]));
    const ids = [runs.map(({ tenant_id }) => tenant_id), runs.map(({ id }) => id)];
    const outcomes = await sql.query<StoredOutcome>(loadJournal, ids);
    const renewed = [];
    for (const { run_id, step_key, outcome_sealed } of outcomes) {
      const run = byId.get(run_id);
      if (run === undefined) continue;
      const context = journalContext(run.tenant_id, run_id, step_key);
      const again = await this.renewal.renew(inFlight(run), context, outcome_sealed);
      if (again !== undefined) renewed.push({ tenantId: run.tenant_id, runId: run_id, stepKey: step_key, ...again });
    }
    if (renewed.length === 0) return;
    await sql.query(updateJournalSeals, [
      renewed.map(({ tenantId }) => tenantId),
      renewed.map(({ runId }) => runId),
      renewed.map(({ stepKey }) => stepKey),
      renewed.map(({ sealed }) => sealed),
      renewed.map(({ keyVersion }) => keyVersion),
    ]);
  }

  async #renew(run: ParkedRunRow): Promise<RenewedRun> {
    const { tenant_id: tenantId, id, callback_sealed: callback } = run;
    const again =
      callback === null
        ? undefined
        : await this.renewal.renew(inFlight(run), runCallbackContext(tenantId, id), callback);
    return { run, ...(await this.#renewInput(run)), callback: again };
  }

  /** What a delivery brought is the run's as long as it is under way; what has no other place stays part of its details to be. */
  async #renewInput(run: ParkedRunRow): Promise<Pick<RenewedRun, 'input' | 'inputBlob'>> {
    const { tenant_id: tenantId, id, delivery_id: deliveryId, input_run_id: inputRunId } = run;
    const sealed = await this.#inputOf(run);
    if (sealed === undefined) return { input: undefined, inputBlob: undefined };
    const isDelivery = deliveryId !== null;
    const context = isDelivery
      ? deliveryRequestContext(tenantId, deliveryId)
      : runInputContext(tenantId, inputRunId ?? id);
    const sealing = isDelivery ? inFlight(run) : { ...inFlight(run), category: 'execution-details' };
    const input = await this.renewal.renew(sealing, context, sealed);
    if (input === undefined || run.input_blob === null) return { input, inputBlob: undefined };
    // A blob of the run's own: that of the gateway goes with the day it was received on.
    const blobId = newBlobId();
    await this.runBlobs.writeDown({ tenantId, runId: id, blobId });
    return { input, inputBlob: await this.blobs.put(tenantId, input.sealed, blobId) };
  }

  async #inputOf({
    tenant_id: tenantId,
    input_sealed: bytes,
    input_blob: blob,
  }: ParkedRunRow): Promise<Buffer | undefined> {
    if (bytes !== null) return bytes;
    if (blob === null) return undefined;
    try {
      return await this.blobs.get(tenantId, blob);
    } catch (thrown) {
      if (thrown instanceof BlobNotFoundError) return undefined;
      throw thrown;
    }
  }
}

function inFlight({ tenant_id: tenantId, scenario_id: scenarioId }: ParkedRunRow): Sealing {
  return { tenantId, scenarioId, category: 'runs-in-flight' };
}
