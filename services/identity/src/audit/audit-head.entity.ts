import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of an organisation's chain; whoever appends holds its lock. */
@Entity({ name: 'audit_head' })
@NotPersonal('position', 'hash')
export class AuditHeadEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
