import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const READING = {
  subject: 'user',
  purpose: 'Show a user which notifications are new to them.',
  erase: 'delete',
} as const;

/** Up to when a user has read the organisation's notifications. */
@Entity({ name: 'notification_reader', synchronize: false })
@NotPersonal('tenantId')
export class NotificationReaderEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  @Personal(READING)
  userId!: string;

  @Column({ name: 'read_until', type: 'timestamptz' })
  @Personal(READING)
  readUntil!: Date;
}
