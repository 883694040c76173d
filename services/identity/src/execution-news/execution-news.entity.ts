import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/**
 * What is to be told to a person about a scenario: gathered → mailed, which takes off what was told → gone a day after the last news.
 * Kept where the person is kept. `scenarioId` is the organisation's id for news of the organisation as a whole.
 */
@Entity({ name: 'execution_news' })
@NotPersonal('userId', 'scenarioId', 'errors', 'warnings', 'isDeactivated', 'runId', 'mailedAt')
export class ExecutionNewsEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  @PrimaryColumn({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @Column({ type: 'int' })
  errors!: number;

  @Column({ type: 'int' })
  warnings!: number;

  @Column({ name: 'is_deactivated', type: 'boolean' })
  isDeactivated!: boolean;

  /** The last run it is about. */
  @Column({ name: 'run_id', type: 'text', nullable: true })
  runId!: string | null;

  /** When the last mail about it was sent; the next is due an hour later at the earliest. */
  @Column({ name: 'mailed_at', type: 'timestamptz', nullable: true })
  mailedAt!: Date | null;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
