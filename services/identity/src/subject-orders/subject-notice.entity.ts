import type { SubjectNotice, SubjectRequestType } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody is to be told of a request, until it is sent or of no use any more. */
@Entity({ name: 'subject_notice' })
@NotPersonal('requestId', 'userId', 'notice', 'type', 'dueAt', 'tokenHash', 'expiresAt')
export class SubjectNoticeEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  /** Whom it is about; null of an organisation's. */
  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  @Column({ type: 'text' })
  notice!: SubjectNotice;

  @Column({ type: 'text' })
  type!: SubjectRequestType;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  /** A reason or ground, as retention sealed it. */
  @Personal({ subject: 'user', purpose: 'to tell the person why', erase: 'shred' })
  @Column({ name: 'text_sealed', type: 'bytea', nullable: true })
  textSealed!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** Of the link that confirms who asked; used once. */
  @Column({ name: 'token_hash', type: 'bytea', nullable: true })
  tokenHash!: Buffer | null;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
