import type { ErasureSubject } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const HELD = { subject: 'user', purpose: 'to keep what a law forbids to delete', erase: 'keep-under-hold' } as const;

/** Somebody decided that a law keeps this subject's data. Written once, then only confirmed and released. */
@Entity({ name: 'legal_hold' })
@NotPersonal('subjectKind', 'subjectId', 'valueSalt', 'law', 'article', 'stores', 'fields', 'until', 'confirmBy')
@NotPersonal('proposedBy', 'proposedAt', 'confirmedBy', 'confirmedAt')
@NotPersonal('releaseProposedBy', 'releaseProposedAt', 'releasedBy', 'releasedAt')
export class LegalHoldEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: ErasureSubject['kind'];

  /** Of the user, connection or device. */
  @Column({ name: 'subject_id', type: 'text', nullable: true })
  subjectId!: string | null;

  @Column({ name: 'value_salt', type: 'bytea', nullable: true })
  valueSalt!: Buffer | null;

  /** Of what a data subject is found by: `value-digests.ts`. */
  @Personal(HELD)
  @Column({ name: 'value_digests', type: 'bytea', array: true })
  valueDigests!: Buffer[];

  @Column({ type: 'text' })
  law!: string;

  @Column({ type: 'text' })
  article!: string;

  @Personal(HELD)
  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text', array: true })
  stores!: string[];

  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column({ type: 'timestamptz' })
  until!: Date;

  @Column({ name: 'proposed_by', type: 'text' })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'timestamptz' })
  proposedAt!: Date;

  @Column({ name: 'confirm_by', type: 'timestamptz' })
  confirmBy!: Date;

  @Column({ name: 'confirmed_by', type: 'text', nullable: true })
  confirmedBy!: string | null;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  @Column({ name: 'release_proposed_by', type: 'text', nullable: true })
  releaseProposedBy!: string | null;

  @Column({ name: 'release_proposed_at', type: 'timestamptz', nullable: true })
  releaseProposedAt!: Date | null;

  @Personal(HELD)
  @Column({ name: 'release_reason', type: 'text', nullable: true })
  releaseReason!: string | null;

  @Column({ name: 'released_by', type: 'text', nullable: true })
  releasedBy!: string | null;

  @Column({ name: 'released_at', type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;
}
