import type { CustomVariableScope } from '@ebbflow/contracts';
import { CLOCK, type Clock, type JsonValue } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { loadVariables } from './sql/load-variables.sql.ts';
import { VariableSeals } from './variable-seals.ts';
import { VariablesConfig } from './variables.config.ts';

/** One value of one variable, and when it holds. */
export interface TimedValue {
  readonly scope: CustomVariableScope;
  readonly scopeId: string;
  readonly name: string;
  readonly value: JsonValue;
  readonly fromMs: number;
  /** Infinity: still. */
  readonly untilMs: number;
}

interface VariableRow {
  readonly id: string;
  readonly scope: CustomVariableScope;
  readonly scope_id: string;
  readonly name: string;
  readonly value_sealed: Buffer;
  readonly key_version: number;
  readonly from_at: Date;
  readonly until_at: Date | null;
}

interface Entry {
  readonly values: Promise<readonly TimedValue[]>;
  readonly askedAtMs: number;
}

const MOST_TENANTS = 1_000;

/** All values of a tenant's variables, asked for once in a while and not once a run. */
@Injectable()
export class VariableTimelines {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly database: Database,
    private readonly seals: VariableSeals,
    private readonly config: VariablesConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How they were `maxAge` ago at the latest. @throws KeyDestroyedError; TransientError when database or vault are away */
  get(tenantId: string): Promise<readonly TimedValue[]> {
    const known = this.#entries.get(tenantId);
    const nowMs = this.clock.nowMs();
    if (known !== undefined && nowMs - known.askedAtMs <= this.config.maxAge.milliseconds) return known.values;
    const entry: Entry = { values: this.#load(tenantId), askedAtMs: nowMs };
    this.#entries.delete(tenantId);
    this.#entries.set(tenantId, entry);
    // A failure is not kept: the next run asks again.
    entry.values.catch(() => {
      if (this.#entries.get(tenantId) === entry) this.#entries.delete(tenantId);
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST_TENANTS && oldest !== undefined) this.#entries.delete(oldest);
    return entry.values;
  }

  async #load(tenantId: string): Promise<readonly TimedValue[]> {
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<VariableRow>(loadVariables, [tenantId]));
    return Promise.all(
      rows.map(async ({ id, scope, scope_id: scopeId, name, from_at: from, until_at: until, ...row }) => ({
        scope,
        scopeId,
        name,
        value: await this.seals.open(tenantId, id, { valueSealed: row.value_sealed, keyVersion: row.key_version }),
        fromMs: from.getTime(),
        untilMs: until?.getTime() ?? Infinity,
      })),
    );
  }
}
