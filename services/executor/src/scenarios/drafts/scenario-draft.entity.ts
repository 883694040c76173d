import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one draft of a scenario. It may have faults that keep it from being published. */
@NotPersonal('scenarioId', 'revision', 'publishedRevision')
@Entity({ name: 'scenario_draft' })
export class ScenarioDraftEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  /** The revision that is the published version; another one than `revision` means unpublished changes. */
  @Column({ name: 'published_revision', type: 'integer' })
  publishedRevision!: number;

  @Personal({ subject: 'contact', purpose: 'to keep what its author is working on', erase: 'delete' })
  @Column({ type: 'json' })
  blueprint!: object;

  @Personal({ subject: 'user', purpose: 'to say who changed the draft last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false })
  updatedAt!: Date;
}
