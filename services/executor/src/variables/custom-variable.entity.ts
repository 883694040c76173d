import type { CustomVariableScope, CustomVariableType } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A variable that somebody set for an organisation, a team or a scenario. */
@NotPersonal('scope', 'scopeId', 'name', 'type', 'revision')
@Entity({ name: 'custom_variable' })
export class CustomVariableEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  scope!: CustomVariableScope;

  /** The team or scenario; empty for the organisation. */
  @Column({ name: 'scope_id', type: 'text' })
  scopeId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  type!: CustomVariableType;

  @Personal({ subject: 'contact', purpose: 'to be read by the scenarios it was set for', erase: 'shred' })
  @Column({ name: 'value_sealed', type: 'bytea' })
  valueSealed!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ type: 'integer' })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to say who changed the variable last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
