import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The hook the gateway keeps for one webhook trigger. Outlives the version that asked for it, so that its address stays the same. */
@NotPersonal('scenarioId', 'moduleId', 'hookId', 'url')
@Entity({ name: 'scenario_hook' })
export class ScenarioHookEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @PrimaryColumn({ name: 'module_id', type: 'integer' })
  moduleId!: number;

  @Column({ name: 'hook_id', type: 'text' })
  hookId!: string;

  @Column({ type: 'text' })
  url!: string;
}
