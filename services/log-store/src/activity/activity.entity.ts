import type { RunStatus } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of an organisation's activity stream: that a run ended, and how. */
@Entity({ name: 'activity', synchronize: false })
@NotPersonal('runId', 'occurredAt', 'kind', 'scenarioId', 'status')
export class ActivityEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'run_id', type: 'text' })
  runId!: string;

  @PrimaryColumn({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ type: 'text' })
  kind!: 'run-finished';

  @Column({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @Column({ type: 'text' })
  status!: RunStatus;
}
