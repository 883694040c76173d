import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a tenant sees as one scenario, whatever version of its blueprint is current. */
@NotPersonal('version', 'isActive')
@Entity({ name: 'scenario' })
export class ScenarioEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'contact', purpose: 'to show the scenario under the name its author gave it', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  /** Number of the current version. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false })
  updatedAt!: Date;
}
