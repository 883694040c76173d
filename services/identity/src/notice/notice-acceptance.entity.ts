import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person used Ebbflow while a version held, and so accepted it (C38). */
@Entity({ name: 'notice_acceptance' })
@NotPersonal('userId', 'version')
export class NoticeAcceptanceEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Personal({ subject: 'user', purpose: 'to prove which privacy notice the person accepted', erase: 'delete' })
  @Column({ name: 'accepted_at', type: 'timestamptz' })
  acceptedAt!: Date;
}
