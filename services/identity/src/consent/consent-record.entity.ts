import type { ConsentPurpose } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const PURPOSE = 'to prove what the person agreed to, and when';

/** One decision of a person. Never changed; the youngest of a purpose is what counts. */
@Entity({ name: 'consent_record' })
@NotPersonal('userId', 'noticeVersion', 'method')
export class ConsentRecordEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ type: 'text' })
  purpose!: ConsentPurpose;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ type: 'text' })
  state!: 'given' | 'withdrawn';

  @Column({ type: 'text' })
  method!: string;

  @Column({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
