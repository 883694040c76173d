import type { CompiledField, CompiledScenario } from '@ebbflow/blueprint';
import type { ClaimedDeliveries } from '@ebbflow/contracts';
import type { RunInput } from '@ebbflow/engine';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../../runs/attempt/run-input-part.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { type HeldRun, sealedInputOf } from '../../runs/held-run.ts';
import { RunInputs } from '../../runs/run-inputs.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { SchedulesRepository } from '../schedules.repository.ts';
import { firstModuleOf } from '../start-kind.policy.ts';
import { HookQueues } from './hook-queues.ts';

/** Where neither schedule nor trigger says how many. */
const USUAL_MOST = 1;

/**
 * Gives a run that a schedule started what waits at its hook, each delivery a cycle of its own; the gateway answers every attempt of a run with
 * the same ones. Where the run ends before it came to the last of them (an error), each that is left over becomes a run
 * of its own in the transaction that ends this one: what was accepted is never lost.
 */
@Injectable()
export class DrainPart implements RunInputPart, CompletionPart<readonly NewRun[]> {
  readonly #taken = new WeakMap<HeldRun, ClaimedDeliveries['items']>();

  constructor(
    private readonly database: Database,
    private readonly repository: SchedulesRepository,
    private readonly hooks: HookQueues,
    private readonly inputs: RunInputs,
    private readonly starts: RunStarts,
  ) {}

  async of(run: HeldRun, scenario: CompiledScenario): Promise<Partial<RunInput>> {
    const { tenantId, scenarioId, runId, hookId } = run;
    if (hookId === undefined) return {};
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

  async prepare({ scope: { run }, verdict }: EndingRun): Promise<readonly NewRun[] | undefined> {
    const left = this.#taken.get(run)?.slice(verdict.cycles) ?? [];
    if (left.length === 0) return undefined;
    return left.map(({ deliveryId, sealed }) => ({
      tenantId: run.tenantId,
      // As if the delivery had come in at once: it cannot become two runs, whoever makes them.
      runId: `run_${deliveryId.slice('dlv_'.length)}`,
      scenarioId: run.scenarioId,
      trigger: 'webhook',
      deliveryId,
      input: sealedInputOf(sealed),
    }));
  }

  async write(sql: SqlClient, prepared: readonly (readonly NewRun[])[]): Promise<readonly OutboxEvent[]> {
    await this.starts.start(sql, prepared.flat());
    return [];
  }
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
