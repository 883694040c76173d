import type { Plan } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const HELD = { subject: 'user', purpose: 'to keep the books as the law demands', erase: 'keep-under-hold' } as const;

function minorUnits(name: string) {
  return { name, type: 'bigint', transformer: { to: (value: number) => value, from: Number } } as const;
}

/** An invoice as it was issued: written once, read, and dropped when the hold is over. */
@Entity({ name: 'invoice' })
@NotPersonal('number', 'paymentId', 'plan', 'issuedAt', 'country')
@NotPersonal('netMinor', 'taxMinor', 'taxPermille', 'grossMinor', 'currency')
export class InvoiceEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ name: 'payment_id', type: 'text' })
  paymentId!: string;

  @Column({ type: 'text' })
  plan!: Plan;

  @Column({ name: 'issued_at', type: 'timestamptz' })
  issuedAt!: Date;

  /** Null when the details were gone before the payment came. */
  @Personal(HELD)
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Personal(HELD)
  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  country!: string | null;

  @Personal(HELD)
  @Column({ name: 'vat_id', type: 'text', nullable: true })
  vatId!: string | null;

  @Column(minorUnits('net_minor'))
  netMinor!: number;

  @Column(minorUnits('tax_minor'))
  taxMinor!: number;

  /** Tenths of a percent. */
  @Column({ name: 'tax_permille', type: 'int' })
  taxPermille!: number;

  @Column(minorUnits('gross_minor'))
  grossMinor!: number;

  @Column({ type: 'text' })
  currency!: string;
}
