import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person is written to about a version before it takes effect. */
@Entity({ name: 'notice_announcement' })
@NotPersonal('userId', 'version', 'queuedAt', 'sentAt')
export class NoticeAnnouncementEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ name: 'queued_at', type: 'timestamptz' })
  queuedAt!: Date;

  /** When the mail server took the message. */
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;
}
