import type { AuditVerification } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { AuditAnchorSignatures } from './audit-anchor-signatures.ts';
import { AuditChainCheck, type KnownPlace } from './audit-chain-check.ts';
import { AuditRepository } from './audit.repository.ts';
import type { AuditAnchorRow } from './list-audit-anchors.sql.ts';
import type { AuditEntryRow } from './list-audit-entries.sql.ts';

/** Rows at once; between two reads other requests have their turn. */
const PAGE = 1_000;

@Injectable()
export class AuditVerificationService {
  constructor(
    @Inject(AuditRepository) private readonly entries: AuditRepository,
    @Inject(AuditAnchorSignatures) private readonly signatures: AuditAnchorSignatures,
  ) {}

  /** The whole chain up to where it ends now; what is appended meanwhile is not looked at. */
  async verify(tenantId: string, noted?: { position: number; hash: string }): Promise<AuditVerification> {
    const head = await this.entries.findHead(tenantId);
    const anchor = await this.#newestAnchor(tenantId);
    const places: KnownPlace[] = [
      ...(anchor === undefined ? [] : [{ ...anchor, kind: 'anchor' as const }]),
      ...(noted === undefined ? [] : [{ position: noted.position, hash: bytesOf(noted.hash), kind: 'noted' as const }]),
    ];
    const check = new AuditChainCheck(tenantId, places);
    // Rows beyond the end that the head names would be somebody else's work; rows that are just written come after it too.
    const upTo = head?.position ?? 0;
    let rows: AuditEntryRow[];
    let after = 0;
    do {
      rows = await this.entries.chain(tenantId, { after, upTo, most: PAGE });
      for (const row of rows) check.add(chained(row));
      after = rows.at(-1)?.position ?? after;
    } while (rows.length === PAGE);
    check.finish(head);
    return {
      isIntact: check.faults.length === 0,
      entryCount: check.entryCount,
      head: head === undefined ? null : { position: head.position, hash: head.hash.toString('base64url') },
      anchor: anchor === undefined ? null : shown(anchor),
      faults: check.faults,
    };
  }

  /** The newest that was signed with the key in use: it vouches for everything before it, so that older ones add nothing. */
  async #newestAnchor(tenantId: string): Promise<AuditAnchorRow | undefined> {
    const anchors = await this.entries.anchors(tenantId);
    return anchors.find(
      ({ day, position, hash, key_id: keyId, signature }) =>
        keyId === this.signatures.keyId && this.signatures.isOurs({ tenantId, day, position, hash }, signature),
    );
  }
}

function shown({ day, position, hash, signature }: AuditAnchorRow): NonNullable<AuditVerification['anchor']> {
  return { day, position, hash: hash.toString('base64url'), signature: signature.toString('base64url') };
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash, 'base64url');
}

function chained(row: AuditEntryRow) {
  return {
    ...{ id: row.id, tenantId: row.tenant_id, position: row.position, occurredAt: row.occurred_at },
    ...{ actorKind: row.actor_kind, actorId: row.actor_id, action: row.action },
    ...{ objectKind: row.object_kind, objectId: row.object_id, facts: row.facts },
    ...{ subjectId: row.subject_id, personalSealed: row.personal_sealed },
    ...{ previousHash: row.previous_hash, hash: row.hash },
  };
}
