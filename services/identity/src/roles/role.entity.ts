import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A named set of scopes that an organisation made for itself. Never more than whoever made or changed it had. */
@Entity({ name: 'role' })
@NotPersonal('name', 'level', 'scopes', 'revision')
export class RoleEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: 'organisation' | 'team';

  @Column({ type: 'text', array: true })
  scopes!: string[];

  @Column({ type: 'integer' })
  revision!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
