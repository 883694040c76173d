import type { Placeholder } from '@ebbflow/blueprint';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One blueprint as it was published, or as a draft was tried. Never changed once written (the role has no right to). */
@NotPersonal('scenarioId', 'number', 'placeholders', 'isPublished', 'draftRevision')
@Entity({ name: 'scenario_version' })
export class ScenarioVersionEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Personal({ subject: 'contact', purpose: 'to run the scenario as its author wrote it', erase: 'delete' })
  @Column({ type: 'json' })
  blueprint!: object;

  @Column({ type: 'json' })
  placeholders!: readonly Placeholder[];

  @Personal({ subject: 'contact', purpose: 'to show what its author wrote about the version', erase: 'delete' })
  @Column({ type: 'text' })
  note!: string;

  @Personal({ subject: 'user', purpose: 'to say who published the version', erase: 'delete' })
  @Column({ name: 'created_by', type: 'text', nullable: true })
  createdBy!: string | null;

  /** False for a draft that was tried: a run may use it, but it is no part of the history. */
  @Column({ name: 'is_published', type: 'boolean' })
  isPublished!: boolean;

  /** Which state of the draft it is. */
  @Column({ name: 'draft_revision', type: 'integer', nullable: true })
  draftRevision!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;
}
