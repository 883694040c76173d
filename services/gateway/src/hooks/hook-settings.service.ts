import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  hookAddressChanged,
  type HookDetails,
  type HookKind,
  hookSettingsSchema,
  type patchHookSettingsSchema,
  type Principal,
} from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Database, type Statement } from '@ebbflow/persistence';
import type { z } from 'zod';
import { auditFact } from '../audit/audit-fact.ts';
import { apiKeyHash } from '../door/api-key.policy.ts';
import { changeSettings } from './change-settings.sql.ts';
import { deleteApiKey } from './delete-api-key.sql.ts';
import { findHook, type HookRecord } from './find-hook.sql.ts';
import { HookAddress } from './hook-address.ts';
import { HookDirectory } from './hook-directory.ts';
import { newHookToken } from './hook-token.ts';
import { HookChangedError, HookNotFoundError, NoSuchSettingError, TooManyApiKeysError } from './hooks.errors.ts';
import { putApiKey } from './put-api-key.sql.ts';
import { rotateAddress } from './rotate-address.sql.ts';

const MOST_API_KEYS = 20;
/** What the door for mails and that of devices look at; the rest is about HTTP requests of strangers. */
const OF_EVERY_KIND = new Set(['queueLimit', 'expiresAt', 'maxDeliveries']);

/** What somebody did to a hook, for the audit log. */
interface HookDone {
  readonly by: Principal;
  readonly hookId: string;
  readonly action: `hook.${string}`;
  readonly facts?: Readonly<Record<string, string>>;
}

/** What an organisation says about a hook of its own: settings, address, API keys. What its scenario says is HooksService's. */
@Injectable()
export class HookSettingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(HookAddress) private readonly address: HookAddress,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HookNotFoundError */
  async find(tenantId: string, hookId: string): Promise<HookRecord> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<HookRecord>(findHook, [tenantId, hookId]),
    );
    if (!row) throw new HookNotFoundError(hookId);
    return row;
  }

  /** @throws HookNotFoundError */
  async read(tenantId: string, hookId: string): Promise<HookDetails> {
    const row = await this.find(tenantId, hookId);
    const { token, updatedBy: _updatedBy, settings, createdAt, updatedAt, closedAt, ...shown } = row;
    return {
      ...shown,
      url: this.address.of(row.kind, token),
      settings: hookSettingsSchema.parse(settings),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    };
  }

  /** @throws HookNotFoundError, HookChangedError, NoSuchSettingError */
  async change(
    principal: Principal,
    hookId: string,
    revision: number,
    patch: z.infer<typeof patchHookSettingsSchema>,
  ): Promise<HookDetails> {
    const tenantId = principal.organisationId;
    const known = await this.find(tenantId, hookId);
    const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    refuseForeign(known.kind, named);
    const settings = hookSettingsSchema.parse({ ...known.settings, ...named });
    const values = [JSON.stringify(settings), settings.expiresAt, settings.maxDeliveries, this.clock.now()];
    const changed = await this.#run(
      {
        by: principal,
        hookId,
        action: 'hook.changed',
        facts: { settings: Object.keys(named).sort().join(' ').slice(0, 256) },
      },
      changeSettings,
      [tenantId, hookId, ...values, principal.userId, revision],
    );
    if (!changed) {
      const { updatedBy, updatedAt } = await this.find(tenantId, hookId);
      throw new HookChangedError(updatedBy, updatedAt);
    }
    return this.read(tenantId, hookId);
  }

  /** The old address answers 404 from now on, on other replicas within a second. @throws HookNotFoundError */
  async rotate(by: Principal, hookId: string): Promise<HookDetails> {
    const { organisationId, userId } = by;
    const values = [organisationId, hookId, newHookToken(), this.clock.now(), userId];
    const rows = await this.database.withTenant(organisationId, async (sql) => {
      const rotated = await sql.query<{ token: string; scenarioId: string }>(rotateAddress, values);
      const events = rotated.map(({ scenarioId }) =>
        createEvent(
          hookAddressChanged,
          { tenantId: organisationId, hookId, scenarioId },
          { tenantId: organisationId, subject: hookId, clock: this.clock },
        ),
      );
      const fact = auditFact(by, { action: 'hook.address-rotated', object: { kind: 'hook', id: hookId } }, this.clock);
      if (events.length > 0) await this.outbox.append(sql, [...events, fact]);
      return rotated;
    });
    const [old] = rows;
    if (!old) throw new HookNotFoundError(hookId);
    this.directory.forget(old.token);
    return this.read(organisationId, hookId);
  }

  /** @returns the key, which is nowhere to be had again. @throws HookNotFoundError, TooManyApiKeysError, NoSuchSettingError */
  async putApiKey(by: Principal, hookId: string, name: string): Promise<string> {
    const { organisationId: tenantId } = by;
    const { kind } = await this.find(tenantId, hookId);
    if (kind !== 'webhook') throw new NoSuchSettingError(kind, ['API keys']);
    const key = `ebbhk_${randomBytes(32).toString('base64url')}`;
    const entry = JSON.stringify({ name, hash: apiKeyHash(key), createdAt: this.clock.now().toISOString() });
    const values = [tenantId, hookId, name, entry, this.clock.now(), MOST_API_KEYS];
    if (!(await this.#run({ by, hookId, action: 'hook.api-key-put' }, putApiKey, values)))
      throw new TooManyApiKeysError(MOST_API_KEYS);
    return key;
  }

  /** Idempotent. @throws HookNotFoundError */
  async deleteApiKey(by: Principal, hookId: string, name: string): Promise<void> {
    const values = [by.organisationId, hookId, name, this.clock.now()];
    if (!(await this.#run({ by, hookId, action: 'hook.api-key-removed' }, deleteApiKey, values)))
      throw new HookNotFoundError(hookId);
  }

  /** True when a row was changed; the door forgets what it knew of it. */
  async #run({ by, hookId, ...done }: HookDone, statement: Statement, values: readonly unknown[]): Promise<boolean> {
    const rows = await this.database.withTenant(by.organisationId, async (sql) => {
      const changed = await sql.query<{ token: string }>(statement, values);
      const fact = auditFact(by, { ...done, object: { kind: 'hook', id: hookId } }, this.clock);
      if (changed.length > 0) await this.outbox.append(sql, [fact]);
      return changed;
    });
    for (const { token } of rows) this.directory.forget(token);
    return rows.length > 0;
  }
}

/** Going back to a default is always allowed. */
function refuseForeign(kind: HookKind, named: Readonly<Record<string, unknown>>): void {
  if (kind === 'webhook') return;
  const foreign = Object.entries(named).filter(
    ([name, value]) => !OF_EVERY_KIND.has(name) && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  if (foreign.length > 0)
    throw new NoSuchSettingError(
      kind,
      foreign.map(([name]) => name),
    );
}
