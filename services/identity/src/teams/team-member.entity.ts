import type { TeamRole } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a member of the organisation may do in one team. */
@Entity({ name: 'team_member' })
@NotPersonal('teamId', 'userId', 'role', 'customRoleId', 'revision')
export class TeamMemberEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'team_id', type: 'text' })
  teamId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @Column({ type: 'text' })
  role!: TeamRole | 'custom';

  @Column({ name: 'custom_role_id', type: 'text', nullable: true })
  customRoleId!: string | null;

  /** The ETag of it. */
  @Column({ type: 'integer', default: 1 })
  revision!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
