import type { SubjectRequestStep } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type StepFacts = Readonly<Record<string, string | number | boolean>>;

/** One step of a request. Only ever added to. */
@Entity({ name: 'subject_request_step' })
@NotPersonal('requestId', 'at', 'step', 'by', 'facts')
export class SubjectRequestStepEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'bigint', generated: 'increment' })
  id!: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  step!: SubjectRequestStep;

  /** Null once that person is erased. */
  @Column({ type: 'text', nullable: true })
  by!: string | null;

  @Column({ type: 'jsonb' })
  facts!: StepFacts;
}
