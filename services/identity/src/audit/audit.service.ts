import type { AuditEntry, AuditEntryList, listAuditEntriesSchema } from '@ebbflow/contracts';
import { openPayload, type TenantKey } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { isPast, retentionPolicy } from '@ebbflow/policy';
import { InvalidInputError } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditRepository } from './audit.repository.ts';
import type { AuditEntryRow } from './list-audit-entries.sql.ts';
import { personalFactsContext, startOfDay, subjectDay } from './subject-keys.ts';

/** Beyond every position. */
const FROM_THE_NEWEST = 2_147_483_647;

@Injectable()
export class AuditService {
  readonly #ttl = retentionPolicy().ttl('audit-details');

  constructor(
    @Inject(AuditRepository) private readonly entries: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError for a cursor that is none */
  async list(tenantId: string, query: z.infer<typeof listAuditEntriesSchema>): Promise<AuditEntryList> {
    const { limit, cursor, ...filter } = query;
    const before = cursor === undefined ? FROM_THE_NEWEST : readCursor(cursor);
    const { rows, keys } = await this.entries.list(tenantId, { ...filter, before, most: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((row) => this.#shown(row, keys)),
      nextCursor: rows.length > limit ? String(shown.at(-1)?.position) : null,
    };
  }

  #shown(row: AuditEntryRow, keys: ReadonlyMap<string, TenantKey>): AuditEntry {
    return {
      id: row.id,
      position: row.position,
      occurredAt: row.occurred_at.toISOString(),
      actor: { kind: row.actor_kind, id: row.actor_id },
      action: row.action,
      object: { kind: row.object_kind, id: row.object_id },
      facts: JSON.parse(row.facts) as AuditEntry['facts'],
      personal: this.#personal(row, keys),
      hash: row.hash.toString('base64url'),
    };
  }

  #personal(row: AuditEntryRow, keys: ReadonlyMap<string, TenantKey>): AuditEntry['personal'] {
    if (row.personal_sealed === null || row.subject_id === null) return { state: 'none', facts: null };
    const key = keys.get(subjectDay(row.subject_id, row.occurred_at));
    // The lifetime ends to the millisecond; the key itself goes with its day.
    const isOver = isPast(startOfDay(row.occurred_at).getTime(), this.#ttl, this.clock.nowMs());
    if (key === undefined || isOver) return { state: 'gone', facts: null };
    try {
      const opened = openPayload(key, personalFactsContext(row.tenant_id, row.id), row.personal_sealed);
      return { state: 'open', facts: JSON.parse(opened.toString()) as Record<string, string> };
    } catch {
      return { state: 'unreadable', facts: null };
    }
  }
}

function readCursor(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= FROM_THE_NEWEST) return Number(text);
  throw new InvalidInputError([
    { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
  ]);
}
