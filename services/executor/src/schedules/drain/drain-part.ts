import type { CompiledField, CompiledScenario } from '@ebbflow/blueprint';
import type { ClaimedDeliveries } from '@ebbflow/contracts';
import type { RunInput, Verdict } from '@ebbflow/engine';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../../runs/attempt/run-input-part.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { columnsOf, type RunBlob } from '../../runs/blobs/run-blobs.ts';
import { insertRunBlobs } from '../../runs/blobs/sql/insert-run-blobs.sql.ts';
import { type HeldRun, sealedInputOf } from '../../runs/held-run.ts';
import { RunInputs } from '../../runs/run-inputs.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { SchedulesRepository } from '../schedules.repository.ts';
import { firstModuleOf } from '../start-kind.policy.ts';
import { HookQueues } from './hook-queues.ts';

type Taken = ClaimedDeliveries['items'][number];

interface Drained {
  readonly left: readonly NewRun[];
  readonly blobs: readonly RunBlob[];
}

/** Where neither schedule nor trigger says how many. */
const USUAL_MOST = 1;

/**
 * Gives a run that a schedule started what waits at its hook, each delivery a cycle of its own; the gateway answers every attempt of a run with
 * the same ones. Where the run ends before it came to the last of them (an error), each that is left over becomes a run
 * of its own in the transaction that ends this one: what was accepted is never lost.
 */
@Injectable()
export class DrainPart implements RunInputPart, CompletionPart<Drained> {
  readonly #taken = new WeakMap<HeldRun, readonly Taken[]>();

  constructor(
    private readonly database: Database,
    private readonly repository: SchedulesRepository,
    private readonly hooks: HookQueues,
    private readonly inputs: RunInputs,
    private readonly starts: RunStarts,
  ) {}

  async of(run: HeldRun, scenario: CompiledScenario): Promise<Partial<RunInput>> {
    const { tenantId, scenarioId, hookId } = run;
    if (hookId === undefined) return {};
    // A run that does an earlier one again takes what that one took.
    const runId = run.inputRunId ?? run.runId;
    const schedule = await this.database.withTenant(tenantId, (sql) => this.repository.find(sql, tenantId, scenarioId));
    const definition = schedule?.definition;
    const wanted = definition !== undefined && 'maxResults' in definition ? definition.maxResults : undefined;
    const items = await this.hooks.claim(tenantId, hookId, runId, wanted ?? triggerLimit(scenario) ?? USUAL_MOST);
    this.#taken.set(run, items);
    const events: RunInput['events'] = await Promise.all(
      items.map(({ deliveryId, sealed }) => this.inputs.open({ ...run, deliveryId, input: sealedInputOf(sealed) })),
    );
    return { events };
  }

  async prepare(ending: EndingRun): Promise<Drained | undefined> {
    const { scope, verdict } = ending;
    const taken = this.#taken.get(scope.run) ?? [];
    const done = cyclesDone(verdict);
    const left = taken.slice(done).map((item) => leftRun(scope.run, item));
    const blobs = ending.isConfidential ? blobsOf(scope.run, taken.slice(0, done)) : [];
    for (const { blobId } of blobs) scope.spilledBlobs.add(blobId);
    return left.length + blobs.length === 0 ? undefined : { left, blobs };
  }

  async write(sql: SqlClient, prepared: readonly Drained[]): Promise<readonly OutboxEvent[]> {
    await this.starts.start(
      sql,
      prepared.flatMap(({ left }) => left),
    );
    const blobs = prepared.flatMap((drained) => drained.blobs);
    if (blobs.length > 0) await sql.query(insertRunBlobs, columnsOf(blobs));
    return [];
  }
}

/** One that failed for a reason that passes is not done: as a run of its own it is tried again, by its own delivery. */
function cyclesDone({ cycles, advice }: Verdict): number {
  return advice.retryRun ? Math.max(0, cycles - 1) : cycles;
}

/** As if the delivery had come in at once: it cannot become two runs, whoever makes them. */
function leftRun({ tenantId, scenarioId }: HeldRun, { deliveryId, sealed }: Taken): NewRun {
  const runId = `run_${deliveryId.slice('dlv_'.length)}`;
  return { tenantId, runId, scenarioId, trigger: 'webhook', deliveryId, input: sealedInputOf(sealed) };
}

/** Written down with the run's end like those of any confidential run (ConfidentialInputs): what was received goes with it. */
function blobsOf({ tenantId, runId }: HeldRun, items: readonly Taken[]): readonly RunBlob[] {
  return items.flatMap(({ sealed }) => ('blob' in sealed ? [{ tenantId, runId, blobId: sealed.blob }] : []));
}

/** `maxResults` among the trigger's own parameters. */
function triggerLimit(scenario: CompiledScenario): number | undefined {
  const limit = Number(staticField(firstModuleOf(scenario)?.parameters, 'maxResults'));
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, 10_000) : undefined;
}

function staticField(fields: CompiledField | undefined, name: string): unknown {
  if (fields?.kind === 'constant') {
    const { value } = fields;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  if (fields?.kind !== 'object') return undefined;
  const field = fields.entries.find(([key]) => key === name)?.[1];
  return field?.kind === 'constant' ? field.value : undefined;
}
