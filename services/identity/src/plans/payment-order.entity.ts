import type { Plan } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * What is paid by whoever names this id: a month of one plan at one price. It never changes and stays valid, so that a payment under way
 * is never for something else than what it was begun for, and the next month is paid by the same reference.
 */
@Entity({ name: 'payment_order' })
@NotPersonal('plan', 'amountMinor', 'currency')
export class PaymentOrderEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  plan!: Plan;

  @Column({ name: 'amount_minor', type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  amountMinor!: number;

  @Column({ type: 'text' })
  currency!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
