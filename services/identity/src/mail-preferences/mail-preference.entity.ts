import type { OptionalMailPurpose } from '@ebbflow/contracts';
import { Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { NotPersonal } from '@ebbflow/persistence';

/** That a person wants messages of a purpose, or does not. Not there until somebody says so. */
@Entity({ name: 'mail_preference' })
@NotPersonal('userId', 'purpose')
export class MailPreferenceEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @PrimaryColumn({ type: 'text' })
  purpose!: OptionalMailPurpose;

  @Personal({ subject: 'user', purpose: 'to send only the messages the person wants', erase: 'delete' })
  @Column({ name: 'is_wanted', type: 'boolean' })
  isWanted!: boolean;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
