import { createHash } from 'node:crypto';

/** All of an entry that the chain vouches for. What is personal is in it as ciphertext, so that the chain outlives its key. */
export interface ChainedEntry {
  readonly id: string;
  readonly tenantId: string;
  readonly position: number;
  readonly occurredAt: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly facts: string;
  readonly subjectId: string | null;
  readonly personalSealed: Buffer | null;
}

/** What stands where the first entry's predecessor would be: another value for each organisation, so that no chain fits in another's place. */
export function genesisHash(tenantId: string): Buffer {
  return createHash('sha256').update(`ebbflow audit log of ${tenantId}`).digest();
}

/**
 * SHA-256 over the previous entry's hash and this one's fields, in an order that is never changed: what is added later goes to the
 * end. A JSON list of strings and nulls has one text for one content, and its parts cannot run into one another.
 */
export function entryHash(previous: Buffer, entry: ChainedEntry): Buffer {
  const fields = [
    entry.tenantId,
    String(entry.position),
    entry.id,
    entry.occurredAt.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.facts,
    entry.subjectId,
    entry.personalSealed?.toString('base64') ?? null,
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(fields)).digest();
}
