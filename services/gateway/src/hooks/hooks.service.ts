import { Inject, Injectable } from '@nestjs/common';
import type { createHookSchema, Hook, HookKind, HookList, Principal, updateHookSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { ScenarioPlaces } from '@ebbflow/service-host';
import type { z } from 'zod';
import { HookAddress } from './hook-address.ts';
import { createHook } from './create-hook.sql.ts';
import { HookDirectory } from './hook-directory.ts';
import { newHookToken } from './hook-token.ts';
import { HookNotFoundError } from './hooks.errors.ts';
import { listHooks } from './list-hooks.sql.ts';
import { updateHook } from './update-hook.sql.ts';

const RECENT_MS = 24 * 3_600_000;

interface HookRow {
  readonly id: string;
  readonly moduleId: number;
  readonly token: string;
  readonly kind: HookKind;
  readonly enabled: boolean;
}

interface ListedRow extends HookRow {
  readonly scenarioId: string;
  readonly responds: boolean;
  readonly createdAt: Date;
  readonly recentDeliveryCount: number;
}

/** The hooks of an organisation: *created* (off) → *on* ⇄ *off*, as its scenario is switched. The address never changes. */
@Injectable()
export class HooksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(HookAddress) private readonly address: HookAddress,
    @Inject(ScenarioPlaces) private readonly places: ScenarioPlaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(input: z.infer<typeof createHookSchema>): Promise<Hook> {
    const { tenantId, scenarioId, moduleId, kind, options } = input;
    const values = [
      tenantId,
      newId('hok', this.clock.nowMs()),
      scenarioId,
      moduleId,
      newHookToken(),
      kind,
      options,
      this.clock.now(),
    ];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<HookRow>(createHook, values));
    return this.#changed(rows[0], '');
  }

  async update(hookId: string, input: z.infer<typeof updateHookSchema>): Promise<Hook> {
    const { tenantId, enabled, responds, confidential, mode } = input;
    const values = [tenantId, hookId, enabled, responds, this.clock.now(), confidential, mode];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<HookRow>(updateHook, values));
    return this.#changed(rows[0], hookId);
  }

  /** By id, oldest first; `cursor` is the last id of the page before. */
  async list(principal: Principal, page: { cursor?: string | undefined; limit: number }): Promise<HookList> {
    const { organisationId: tenantId } = principal;
    const scenarioIds = await this.places.toShow(principal, 'hooks:read');
    const sinceMs = this.clock.nowMs() - RECENT_MS;
    const after = isId('hok', page.cursor) ? page.cursor : '';
    const values = [
      tenantId,
      after,
      page.limit + 1,
      firstDeliveryIdAt(sinceMs),
      new Date(sinceMs),
      scenarioIds ?? null,
    ];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<ListedRow>(listHooks, values));
    const items = rows.slice(0, page.limit).map(({ token, createdAt, ...row }) => ({
      ...row,
      url: this.address.of(row.kind, token),
      createdAt: createdAt.toISOString(),
    }));
    return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  }

  #changed(row: HookRow | undefined, hookId: string): Hook {
    if (!row) throw new HookNotFoundError(hookId);
    this.directory.forget(row.token);
    return { hookId: row.id, moduleId: row.moduleId, url: this.address.of(row.kind, row.token), enabled: row.enabled };
  }
}

/** The smallest id a delivery of that instant can have: its first 48 bits are the time. */
function firstDeliveryIdAt(atMs: number): string {
  return `dlv_${atMs.toString(16).padStart(12, '0')}`;
}
