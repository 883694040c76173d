import type { Plan } from '@ebbflow/contracts';
import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/**
 * What an organisation may use. Not there: whatever the installation gives everybody. Chosen (`orderId`) → paid, again each month → left
 * unpaid and free again after a grace, or at the end of what was paid when the free plan was chosen (`orderId` null).
 */
@Entity({ name: 'organisation_plan' })
@NotPersonal('plan', 'orderId', 'paidUntil', 'paidAmountMinor', 'paidCurrency', 'toldPlan', 'tellAt')
export class OrganisationPlanEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  /** Null: still the installation's own. */
  @Column({ type: 'text', nullable: true })
  plan!: Plan | null;

  /** What is to be paid from now on; null where nothing is. */
  @Column({ name: 'order_id', type: 'text', nullable: true })
  orderId!: string | null;

  @Column({ name: 'paid_until', type: 'timestamptz', nullable: true })
  paidUntil!: Date | null;

  /** What a month of the time until then cost, with its currency; null where nothing is paid. A payment of another plan converts by it. */
  @Column({
    name: 'paid_amount_minor',
    type: 'bigint',
    nullable: true,
    transformer: { to: (value: number | null) => value, from: (value: string | null) => value && Number(value) },
  })
  paidAmountMinor!: number | null;

  @Column({ name: 'paid_currency', type: 'text', nullable: true })
  paidCurrency!: string | null;

  /** What the executor was last told; it is told again until it is `plan`. */
  @Column({ name: 'told_plan', type: 'text', nullable: true })
  toldPlan!: Plan | null;

  @Column({ name: 'tell_at', type: 'timestamptz' })
  tellAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
