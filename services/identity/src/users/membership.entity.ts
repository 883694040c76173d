import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a user may do in the organisation. */
@Entity({ name: 'membership' })
@NotPersonal('userId', 'role')
export class MembershipEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @Column({ type: 'text' })
  role!: 'owner';

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
