import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something an owner was told: a kind and ids, never content. */
@Entity({ name: 'notification', synchronize: false })
@NotPersonal('id', 'raisedAt', 'kind', 'severity', 'scenarioId', 'runId', 'moduleId', 'errorClass', 'facts')
export class NotificationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @PrimaryColumn({ name: 'raised_at', type: 'timestamptz' })
  raisedAt!: Date;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  severity!: 'info' | 'warning' | 'error';

  @Column({ name: 'scenario_id', type: 'text', nullable: true })
  scenarioId!: string | null;

  @Column({ name: 'run_id', type: 'text', nullable: true })
  runId!: string | null;

  @Column({ name: 'module_id', type: 'integer', nullable: true })
  moduleId!: number | null;

  @Column({ name: 'error_class', type: 'text', nullable: true })
  errorClass!: string | null;

  @Column({ type: 'jsonb' })
  facts!: Record<string, number | string>;
}
