import type { CompiledScenario } from '@ebbflow/blueprint';
import { type Bundle, decodeValue } from '@ebbflow/connector-sdk';
import { scenarioVariablesContext } from '@ebbflow/contracts';
import { openPayload, PeriodKeys, sealPayload, TenantKeys } from '@ebbflow/crypto';
import { decodeStepOutcome, encodeStepOutcome, type RunInput } from '@ebbflow/engine';
import type { JsonValue } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../../runs/attempt/run-input-part.ts';
import type { HeldRun, JournalRow } from '../../runs/held-run.ts';
import { JournalWriter } from '../../runs/journal/journal-writer.ts';
import { journalContext } from '../../runs/journal/run-journal.ts';
import { LeaseGoneError } from '../scenario-health.errors.ts';
import { loadVariables } from './load-variables.sql.ts';

/** Modules that keep variables for later runs of their scenario. Runs of scenarios without one are spared the question. */
const KEEPERS = new Set(['util:FunctionIncrement']);
/** No step's key: those are `<module>#<n>`. */
const STEP = 'scenario-variables';

/**
 * Variables that earlier runs kept. Another run may keep new ones while this one is under way, and an attempt after a crash must see
 * what the first one saw; so the first attempt writes them into the run's journal before anything else happens, and later ones read
 * them there.
 */
@Injectable()
export class VariablesInput implements RunInputPart {
  constructor(
    private readonly database: Database,
    private readonly keys: TenantKeys,
    private readonly periods: PeriodKeys,
    private readonly journal: JournalWriter,
  ) {}

  /** @throws LeaseGoneError, and TransientError when vault or database is away */
  async of(run: HeldRun, { modules }: CompiledScenario): Promise<Partial<RunInput>> {
    if (!modules.some(({ name }) => KEEPERS.has(name))) return {};
    const journaled = run.journal.find(({ stepKey }) => stepKey === STEP);
    if (journaled !== undefined) return { scenarioVariables: await this.#read(run, journaled) };
    const scenarioVariables = await this.#load(run.tenantId, run.scenarioId);
    await this.#journal(run, scenarioVariables);
    return { scenarioVariables };
  }

  async #read(run: HeldRun, { outcome }: JournalRow): Promise<Bundle> {
    const key = await this.periods.toOpen(run.tenantId, outcome);
    const plain = openPayload(key, journalContext(run.tenantId, run.runId, STEP), outcome);
    const step = decodeStepOutcome(JSON.parse(plain.toString('utf8')) as JsonValue);
    return (step.kind === 'result' ? step.result.bundles[0] : undefined) ?? {};
  }

  async #load(tenantId: string, scenarioId: string): Promise<Bundle> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ variables_sealed: Buffer; key_version: number }>(loadVariables, [tenantId, scenarioId]),
    );
    if (!row) return {};
    const key = await this.keys.version(tenantId, row.key_version);
    const plain = openPayload(key, scenarioVariablesContext(tenantId, scenarioId), row.variables_sealed);
    // Encoded from a bundle by the part that keeps them.
    return decodeValue(JSON.parse(plain.toString('utf8')) as JsonValue) as Bundle;
  }

  /** As the outcome of a step that every attempt has done: the journal opens all its rows as such. */
  async #journal({ tenantId, runId, scenarioId, leaseToken }: HeldRun, variables: Bundle): Promise<void> {
    const key = await this.periods.toSeal({ tenantId, scenarioId, category: 'runs-in-flight' });
    const outcome = encodeStepOutcome({
      kind: 'result',
      result: { bundles: [variables] },
      startedAtMs: 0,
      durationMs: 0,
    });
    const sealed = sealPayload(key, journalContext(tenantId, runId, STEP), Buffer.from(JSON.stringify(outcome)));
    const entry = { tenantId, runId, leaseToken, stepKey: STEP, outcome: sealed, keyVersion: key.version };
    if (!(await this.journal.append(entry))) throw new LeaseGoneError();
  }
}
