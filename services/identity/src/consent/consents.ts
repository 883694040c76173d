import type { ConsentPurpose } from '@ebbflow/contracts';
import { CLOCK, type Clock, DefectError, newId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import { NoticeVersions } from '../notice/notice-versions.ts';
import type { Person } from '../users/person.policy.ts';
import { insertConsentRecord } from './insert-consent-record.sql.ts';
import { lockConsentingPerson } from './lock-consenting-person.sql.ts';
import { listConsents, type ConsentRow } from './list-consents.sql.ts';

export interface ConsentDecision extends Person {
  readonly purpose: ConsentPurpose;
  readonly isGiven: boolean;
  /** How it came about. */
  readonly method: 'settings' | 'registration' | 'unsubscribe-link' | 'processor' | 'sign-in-form' | 'objection';
}

type Listener = (sql: SqlClient, decision: ConsentDecision) => Promise<void>;

/**
 * Whoever does something that is only done with consent asks here first, each time, and is told in the same transaction when that
 * changes (C32, C36). Only a yes is a yes: never asked, and withdrawn, are both no.
 */
@Injectable()
export class Consents {
  readonly #listeners: Listener[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeVersions) private readonly notice: NoticeVersions,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async has(person: Person, purpose: ConsentPurpose): Promise<boolean> {
    return (await this.current(person)).get(purpose)?.state === 'given';
  }

  current({ tenantId, userId }: Person): Promise<ReadonlyMap<ConsentPurpose, ConsentRow>> {
    return this.database.withTenant(tenantId, (sql) => read(sql, tenantId, userId));
  }

  /** Called for every decision that changes something, within its transaction. */
  onDecided(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Writes a decision down, unless it is what holds already under the same notice. */
  async decide(decision: ConsentDecision): Promise<void> {
    const noticeVersion = (await this.notice.current())?.version;
    if (noticeVersion === undefined) throw new DefectError('IDENTITY.NO_NOTICE', 'No version of the notice holds.');
    await this.database.withTenant(decision.tenantId, (sql) => this.#write(sql, decision, noticeVersion));
  }

  async #write(sql: SqlClient, decision: ConsentDecision, noticeVersion: number): Promise<void> {
    const { tenantId, userId, purpose, isGiven, method } = decision;
    await sql.query(lockConsentingPerson, [tenantId, userId]);
    const last = (await read(sql, tenantId, userId)).get(purpose);
    const state = isGiven ? 'given' : 'withdrawn';
    if (last?.state === state && last.notice_version === noticeVersion) return;
    // A no to what was never asked is no decision worth keeping.
    if (last === undefined && !isGiven) return;
    // After the last one even where this replica's clock is behind that of the one that wrote it: the youngest counts.
    const recordedAt = new Date(Math.max(this.clock.nowMs(), (last?.recorded_at.getTime() ?? 0) + 1));
    const values = [tenantId, newId('cns'), userId, purpose, state, method, noticeVersion, recordedAt];
    await sql.query(insertConsentRecord, values);
    for (const listener of this.#listeners) await listener(sql, decision);
    await this.audit.append(sql, {
      tenantId,
      actor: { kind: 'user', id: userId },
      action: `consent.${state}`,
      object: { kind: 'user', id: userId },
      facts: { purpose, method, noticeVersion },
    });
  }
}

async function read(sql: SqlClient, tenantId: string, userId: string): Promise<Map<ConsentPurpose, ConsentRow>> {
  const rows = await sql.query<ConsentRow>(listConsents, [tenantId, userId]);
  return new Map(rows.map((row) => [row.purpose, row]));
}
