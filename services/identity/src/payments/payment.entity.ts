import type { PaymentProviderName } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A confirmation of a provider, and nothing else of what it sent (C30). Written once, and dropped when the books need it no more. */
@Entity({ name: 'payment' })
@NotPersonal('provider', 'providerPaymentId', 'amountMinor', 'currency', 'result', 'paidAt')
export class PaymentEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  provider!: PaymentProviderName;

  @Column({ name: 'provider_payment_id', type: 'text' })
  providerPaymentId!: string;

  @Column({ name: 'amount_minor', type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  amountMinor!: number;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'text' })
  result!: 'succeeded' | 'failed';

  @Column({ name: 'paid_at', type: 'timestamptz' })
  paidAt!: Date;
}
