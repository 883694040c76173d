import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { MailKind } from './mail-kinds.ts';

/**
 * A message that is to be sent: neither address nor text is here, both are made when it is sent. Due → taken by one replica →
 * sent and gone, or due again later; past its expiry it goes unsent.
 */
@Entity({ name: 'mail' })
@NotPersonal('kind', 'userId', 'homeTenantId', 'subjectId', 'attempts', 'dueAt', 'expiresAt')
export class MailEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  kind!: MailKind;

  /** Who gets it; null when the subject has the address. */
  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  /** Where that person's account is kept; null with nobody. */
  @Column({ name: 'home_tenant_id', type: 'text', nullable: true })
  homeTenantId!: string | null;

  /** The registration or reset the message is about. */
  @Column({ name: 'subject_id', type: 'text', nullable: true })
  subjectId!: string | null;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
