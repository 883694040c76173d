import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a tenant sees as one scenario, whatever version of its blueprint is published. */
@NotPersonal('version', 'lastVersion', 'laneLimit', 'isActive', 'folderId', 'teamId', 'revision')
@NotPersonal('isLocked', 'deactivatedReason', 'deactivatedAt')
@Entity({ name: 'scenario' })
export class ScenarioEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'contact', purpose: 'to show the scenario under the name its author gave it', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  @Personal({ subject: 'contact', purpose: 'to show what its author wrote about the scenario', erase: 'delete' })
  @Column({ type: 'text' })
  description!: string;

  @Personal({ subject: 'contact', purpose: 'to find the scenario by the tags its author gave it', erase: 'delete' })
  @Column({ type: 'text', array: true })
  tags!: string[];

  /** Null at the top. */
  @Column({ name: 'folder_id', type: 'text', nullable: true })
  folderId!: string | null;

  @Column({ name: 'team_id', type: 'text', nullable: true })
  teamId!: string | null;

  @Personal({ subject: 'user', purpose: 'to know whose scenario it is', erase: 'delete' })
  @Column({ name: 'owner_id', type: 'text', nullable: true })
  ownerId!: string | null;

  /** Number of the published version. */
  @Column({ type: 'integer' })
  version!: number;

  /** The highest number given to a version so far, published or not. */
  @Column({ name: 'last_version', type: 'integer' })
  lastVersion!: number;

  /** How many runs may go on beside each other on the published version; null for any number. */
  @Column({ name: 'lane_limit', type: 'integer', nullable: true })
  laneLimit!: number | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive!: boolean;

  @Column({ name: 'is_locked', type: 'boolean' })
  isLocked!: boolean;

  @Column({ name: 'deactivated_reason', type: 'text', nullable: true })
  deactivatedReason!: string | null;

  @Column({ name: 'deactivated_at', type: 'timestamptz', nullable: true })
  deactivatedAt!: Date | null;

  /** Rises with every change of anything in this row. */
  @Column({ type: 'integer' })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to say who changed the scenario last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false })
  updatedAt!: Date;
}
