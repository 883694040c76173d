import type { OrganisationRole } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a person may do in an organisation. */
@Entity({ name: 'membership' })
@NotPersonal('userId', 'homeTenantId', 'role', 'customRoleId', 'revision')
export class MembershipEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  /** The organisation in which the person's account is kept. */
  @Column({ name: 'home_tenant_id', type: 'text' })
  homeTenantId!: string;

  @Column({ type: 'text' })
  role!: OrganisationRole | 'custom';

  /** Which of the organisation's own roles, with `custom`. */
  @Column({ name: 'custom_role_id', type: 'text', nullable: true })
  customRoleId!: string | null;

  /** The ETag of it. */
  @Column({ type: 'integer', default: 1 })
  revision!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
