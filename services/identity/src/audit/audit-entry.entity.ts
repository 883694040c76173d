import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Who did what to what, when. Never changed and never deleted while there is the organisation; ids stand for people, and mean
 * nothing once their rows are gone.
 */
@Entity({ name: 'audit_entry' })
@NotPersonal('position', 'occurredAt', 'actorKind', 'actorId', 'action', 'objectKind', 'objectId', 'facts', 'subjectId')
@NotPersonal('previousHash', 'hash')
export class AuditEntryEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  /** 1, 2, 3 … without a gap. */
  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  id!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: string;

  @Column({ name: 'actor_id', type: 'text', nullable: true })
  actorId!: string | null;

  @Column({ type: 'text' })
  action!: string;

  @Column({ name: 'object_kind', type: 'text' })
  objectKind!: string;

  @Column({ name: 'object_id', type: 'text' })
  objectId!: string;

  /** JSON as it was hashed, hence text: `jsonb` does not give back what it was given. */
  @Column({ type: 'text' })
  facts!: string;

  @Column({ name: 'subject_id', type: 'text', nullable: true })
  subjectId!: string | null;

  @Personal({ subject: 'user', purpose: 'to see who did what from where', erase: 'shred' })
  @Column({ name: 'personal_sealed', type: 'bytea', nullable: true })
  personalSealed!: Buffer | null;

  @Column({ name: 'previous_hash', type: 'bytea' })
  previousHash!: Buffer;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
