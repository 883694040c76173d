import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

const ON_INVOICES = { subject: 'user', purpose: 'to write invoices for the paid plan', erase: 'delete' } as const;

/** Who pays. There only from the choice of a paid plan until its end (C01). */
@Entity({ name: 'billing_details' })
@NotPersonal('country')
export class BillingDetailsEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Personal(ON_INVOICES)
  @Column({ type: 'text' })
  name!: string;

  @Personal(ON_INVOICES)
  @Column({ type: 'text' })
  street!: string;

  @Personal(ON_INVOICES)
  @Column({ type: 'text' })
  city!: string;

  @Personal(ON_INVOICES)
  @Column({ name: 'postal_code', type: 'text' })
  postalCode!: string;

  /** ISO 3166-1, two letters. */
  @Column({ type: 'text' })
  country!: string;

  @Personal(ON_INVOICES)
  @Column({ name: 'vat_id', type: 'text', nullable: true })
  vatId!: string | null;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
