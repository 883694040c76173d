import type { Placeholder } from '@ebbflow/blueprint';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One blueprint as it was imported. Never changed once written (the role has no right to). */
@NotPersonal('scenarioId', 'number', 'placeholders')
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

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;
}
