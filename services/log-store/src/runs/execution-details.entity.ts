import type { RunStatus } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const INPUT = {
  subject: 'end-user',
  purpose: 'Let the tenant do a run again with what started it.',
  erase: 'shred',
} as const;

const BUNDLES = {
  subject: 'end-user',
  purpose: 'Let the tenant read a run back, module by module.',
  erase: 'shred',
} as const;

/** One finished run: the basic information about it, and its details as they arrived, sealed. */
@Entity({ name: 'execution_details', synchronize: false })
@NotPersonal('runId', 'finishedAt', 'startedAt', 'scenarioId', 'scenarioVersion', 'trigger', 'deliveryId', 'status')
@NotPersonal('operations', 'transferBytes', 'errorClass', 'errorModuleId', 'confidential')
@NotPersonal('inputRunId', 'outOfRunId', 'hookId', 'inputKeyVersion')
export class ExecutionDetailsEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'run_id', type: 'text' })
  runId!: string;

  @PrimaryColumn({ name: 'finished_at', type: 'timestamptz' })
  finishedAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  @Column({ name: 'scenario_id', type: 'text' })
  scenarioId!: string;

  @Column({ name: 'scenario_version', type: 'integer' })
  scenarioVersion!: number;

  @Column({ type: 'text' })
  trigger!: string;

  @Column({ name: 'delivery_id', type: 'text', nullable: true })
  deliveryId!: string | null;

  @Column({ type: 'text' })
  status!: RunStatus;

  @Column({ type: 'integer' })
  operations!: number;

  /** bigint, which pg answers as text so that nothing is rounded. */
  @Column({ name: 'transfer_bytes', type: 'bigint' })
  transferBytes!: string;

  @Column({ name: 'error_class', type: 'text', nullable: true })
  errorClass!: string | null;

  @Column({ name: 'error_module_id', type: 'integer', nullable: true })
  errorModuleId!: number | null;

  @Column({ type: 'boolean' })
  confidential!: boolean;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** Left out of lists: read only where a run is opened. */
  @Column({ name: 'details_sealed', type: 'bytea', nullable: true, select: false })
  @Personal(BUNDLES)
  detailsSealed!: Buffer | null;

  @Column({ name: 'details_blob', type: 'text', nullable: true, select: false })
  @Personal(BUNDLES)
  detailsBlob!: string | null;

  /** Whose input it had: its own, or that of the run it did again. */
  @Column({ name: 'input_run_id', type: 'text', nullable: true, select: false })
  inputRunId!: string | null;

  /** The run that called it, or whose failed part it took up. */
  @Column({ name: 'out_of_run_id', type: 'text', nullable: true, select: false })
  outOfRunId!: string | null;

  /** The run took what waited in this hook's queue. */
  @Column({ name: 'hook_id', type: 'text', nullable: true, select: false })
  hookId!: string | null;

  @Column({ name: 'input_key_version', type: 'integer', nullable: true, select: false })
  inputKeyVersion!: number | null;

  @Column({ name: 'input_sealed', type: 'bytea', nullable: true, select: false })
  @Personal(INPUT)
  inputSealed!: Buffer | null;

  @Column({ name: 'input_blob', type: 'text', nullable: true, select: false })
  @Personal(INPUT)
  inputBlob!: string | null;
}
