import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person whose data may only be stored (Article 18 GDPR): no mail but what is owed, no record of pages, no newsletter. */
@Entity({ name: 'restriction' })
@NotPersonal('userId', 'requestId', 'since')
export class RestrictionEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  @Column({ type: 'timestamptz' })
  since!: Date;
}
