import { type CompiledModule } from '@ebbflow/blueprint';
import { decodeValue, encodeValue, type Value } from '@ebbflow/connector-sdk';
import { triggerCursorContext } from '@ebbflow/contracts';
import { openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import type { JsonValue } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { chooseCursor } from '../sql/choose-cursor.sql.ts';
import { findCursor } from '../sql/find-cursor.sql.ts';
import { keepCursors } from '../sql/keep-cursors.sql.ts';

/** Which trigger it is: the module of a scenario, whatever its version. */
export interface TriggerOf {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly module: Pick<CompiledModule, 'id' | 'name'>;
}

export interface StoredCursor {
  /** `rss:TriggerNewArticle`: what another app left under the same number is not for this one. */
  readonly module: string;
  readonly sealed: Buffer | null;
  readonly keyVersion: number | null;
  /** Grows with each writing. */
  readonly revision: number;
  readonly chosenAt: Date | null;
  readonly movedAt: Date | null;
}

export interface SealedCursor extends TriggerOf {
  readonly sealed: Buffer;
  readonly keyVersion: number;
  readonly revision: number;
}

/** Where polling triggers go on. Sealed: what was read last is content. */
@Injectable()
export class TriggerCursors {
  constructor(
    private readonly database: Database,
    private readonly keys: TenantKeys,
  ) {}

  async find({ tenantId, scenarioId, module }: TriggerOf): Promise<StoredCursor | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StoredCursor>(findCursor, [tenantId, scenarioId, module.id]),
    );
    return row;
  }

  /** @throws KeyDestroyedError, TransientError */
  async open({ tenantId, scenarioId, module }: TriggerOf, stored: StoredCursor): Promise<Value> {
    if (stored.sealed === null || stored.keyVersion === null || stored.module !== module.name) return undefined;
    const key = await this.keys.version(tenantId, stored.keyVersion);
    const context = triggerCursorContext(tenantId, scenarioId, module.id, stored.revision);
    return decodeValue(JSON.parse(openPayload(key, context, stored.sealed).toString('utf8')) as JsonValue);
  }

  /** As the revision that follows. @throws KeyDestroyedError, TransientError */
  async seal(trigger: TriggerOf, value: Value, revision: number): Promise<SealedCursor> {
    const { tenantId, scenarioId, module } = trigger;
    const key = await this.keys.current(tenantId);
    const context = triggerCursorContext(tenantId, scenarioId, module.id, revision);
    const sealed = sealPayload(key, context, Buffer.from(JSON.stringify(encodeValue(value))));
    return { ...trigger, sealed, keyVersion: key.version, revision };
  }

  /** A person's choice, or null to begin as if nothing had ever been read. False: it was changed meanwhile. */
  async choose(trigger: TriggerOf, sealed: SealedCursor | null, revision: number): Promise<boolean> {
    const { tenantId, scenarioId, module } = trigger;
    const values = [
      tenantId,
      scenarioId,
      module.id,
      module.name,
      sealed?.sealed ?? null,
      sealed?.keyVersion ?? null,
      revision,
    ];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(chooseCursor, values));
    return rows.length === 1;
  }

  /** Inside the transaction that ends the runs, as worker. */
  async keep(sql: SqlClient, cursors: readonly SealedCursor[]): Promise<void> {
    await sql.query(keepCursors, [
      cursors.map(({ tenantId }) => tenantId),
      cursors.map(({ scenarioId }) => scenarioId),
      cursors.map(({ module }) => module.id),
      cursors.map(({ module }) => module.name),
      cursors.map(({ sealed }) => sealed),
      cursors.map(({ keyVersion }) => keyVersion),
      cursors.map(({ revision }) => revision),
    ]);
  }
}
