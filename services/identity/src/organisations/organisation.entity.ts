import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The tenant itself: its id is every other row's `tenant_id`. */
@Entity({ name: 'organisation' })
@NotPersonal('name', 'bootstrapKey', 'revision')
export class OrganisationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Set for an organisation the installation makes for itself; unique, so that of two first starts one wins. */
  @Column({ name: 'bootstrap_key', type: 'text', nullable: true })
  bootstrapKey!: string | null;

  /** Rises with every change. */
  @Column({ type: 'integer' })
  revision!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
