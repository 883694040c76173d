import { type AuditFact, retentionAuditRecorded } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { LegalHoldEntity } from './legal-hold.entity.ts';
import { type HoldRow, listHolds } from './list-holds.sql.ts';

type Doing = Pick<AuditFact, 'actor' | 'action' | 'facts'>;

@Injectable()
export class HoldsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The organisation concerned reads of it in its audit log. */
  insert(tenantId: string, hold: Omit<HoldRow, 'tenantId'>, done: Doing): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(LegalHoldEntity, { tenantId, ...hold });
      await this.outbox.append(sql, [this.#fact(tenantId, hold.id, done)]);
    });
  }

  /** Under the row's lock, so that two who release it at once do so one after the other. `change` may throw, and then nothing changes. */
  change(
    tenantId: string,
    id: string,
    change: (hold: HoldRow) => { set: Partial<HoldRow>; done: Doing },
  ): Promise<HoldRow | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const found: HoldRow | null = await manager.findOne(LegalHoldEntity, {
        where: { tenantId, id },
        lock: { mode: 'pessimistic_write' },
      });
      if (found === null) return undefined;
      const { set, done } = change(found);
      await manager.update(LegalHoldEntity, { tenantId, id }, set);
      await this.outbox.append(sql, [this.#fact(tenantId, id, done)]);
      return { ...found, ...set };
    });
  }

  /** Those of an organisation that may hold something now: not released, not past their end. */
  listOpen(tenantId: string): Promise<HoldRow[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(LegalHoldEntity, {
        where: { tenantId, releasedAt: IsNull(), until: MoreThan(this.clock.now()) },
        order: { id: 'asc' },
      }),
    );
  }

  /** Of one organisation, or of all for staff. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- staff sees those of all organisations
  list(only: string | undefined, page: { before: string; most: number }): Promise<HoldRow[]> {
    return this.database.asWorker((sql) => sql.query<HoldRow>(listHolds, [only ?? null, page.before, page.most]));
  }

  #fact(tenantId: string, id: string, done: Doing) {
    const data = { tenantId, object: { kind: 'legal-hold', id }, ...done };
    return createEvent(retentionAuditRecorded, data, { tenantId, subject: id, clock: this.clock });
  }
}
