import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A folder of scenarios and of further folders. */
@NotPersonal('parentId', 'revision')
@Entity({ name: 'scenario_folder' })
export class ScenarioFolderEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Null at the top. */
  @Column({ name: 'parent_id', type: 'text', nullable: true })
  parentId!: string | null;

  @Personal({ subject: 'contact', purpose: 'to show the folder under the name it was given', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to say who changed the folder last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false })
  updatedAt!: Date;
}
