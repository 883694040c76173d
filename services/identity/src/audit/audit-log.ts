import { sealPayload } from '@ebbflow/crypto';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { entryHash, genesisHash } from './audit-chain.policy.ts';
import { factsText, type NewAuditEntry } from './audit-entry.ts';
import { existsOrganisation } from './exists-organisation.sql.ts';
import { personalFactsContext, SubjectKeys } from './subject-keys.ts';
import { insertAuditEntry } from './insert-audit-entry.sql.ts';
import { type AuditHeadRow, lockAuditHead } from './lock-audit-head.sql.ts';

/**
 * The organisation's log of who did what. Each entry carries the hash of the one before, so there is an order, and who appends takes
 * the head of the chain under a row lock until the end of the transaction: two at once wait for each other, and one that is rolled
 * back leaves no gap. An advisory lock would serialise just as much and still need the row for the hash.
 */
@Injectable()
export class AuditLog {
  constructor(
    @Inject(SubjectKeys) private readonly keys: SubjectKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Within the caller's transaction (`withTenant`, `withTenantEntities`): logged if and only if it commits. Call it *last* in it: from
   * here on every other change to be logged in this organisation waits, and one that waits for yours would wait for ever.
   * @throws DefectError when an action or object is no name
   */
  async append(sql: SqlClient, entry: NewAuditEntry): Promise<void> {
    const facts = factsText(entry);
    const { tenantId, actor, action, object } = entry;
    const [head] = await sql.query<AuditHeadRow>(lockAuditHead, [tenantId, genesisHash(tenantId)]);
    const previous = head?.hash ?? genesisHash(tenantId);
    const id = newId('aud');
    const { occurredAt = this.clock.now() } = entry;
    const chained = {
      ...{ id, tenantId, position: (head?.position ?? 0) + 1, occurredAt, facts, action },
      ...{ actorKind: actor.kind, actorId: actor.id, objectKind: object.kind, objectId: object.id },
      subjectId: entry.personal?.subjectId ?? null,
      personalSealed: await this.#seal(sql, id, entry, occurredAt),
    };
    const { position, actorKind, actorId, objectKind, objectId, subjectId, personalSealed } = chained;
    await sql.query(insertAuditEntry, [
      ...[tenantId, position, id, occurredAt, actorKind, actorId, action, objectKind, objectId, facts],
      ...[subjectId, personalSealed, previous, entryHash(previous, chained)],
    ]);
  }

  /** The same of what was done earlier or elsewhere: of an organisation that is gone meanwhile nothing is written any more. */
  async appendLate(sql: SqlClient, entry: NewAuditEntry): Promise<void> {
    if ((await sql.query(existsOrganisation, [entry.tenantId])).length > 0) await this.append(sql, entry);
  }

  async #seal(sql: SqlClient, id: string, entry: NewAuditEntry, occurredAt: Date): Promise<Buffer | null> {
    if (entry.personal === undefined) return null;
    const { tenantId, personal } = entry;
    const key = await this.keys.ofDay(sql, { tenantId, subjectId: personal.subjectId, at: occurredAt });
    return sealPayload(key, personalFactsContext(tenantId, id), Buffer.from(JSON.stringify(personal.facts)));
  }
}
