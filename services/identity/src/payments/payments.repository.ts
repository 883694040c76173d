import type { Plan } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { InvoiceEntity } from '../invoices/invoice.entity.ts';
import { InvoicesRepository } from '../invoices/invoices.repository.ts';
import { extendPlan } from '../plans/extend-plan.sql.ts';
import { findOrder, type OrderRow } from '../plans/find-order.sql.ts';
import { type LockedPlanRow, lockPlan } from '../plans/lock-plan.sql.ts';
import { OwnerMails } from '../plans/owner-mails.ts';
import { type PaidTime, paidTimeAfter } from '../plans/paid-time.policy.ts';
import type { Confirmation } from './payment-provider.ts';
import { PaymentEntity } from './payment.entity.ts';

export interface Order extends Pick<OrderRow, 'id' | 'plan' | 'currency'> {
  readonly tenantId: string;
  readonly amountMinor: number;
}

@Injectable()
export class PaymentsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(InvoicesRepository) private readonly invoices: InvoicesRepository,
    @Inject(OwnerMails) private readonly owners: OwnerMails,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whose order is this? Asked before there is a tenant, of what a provider signed. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- it is what finds the tenant
  async findOrder(reference: string): Promise<Order | undefined> {
    const [row] = await this.database.asWorker((sql) => sql.query<OrderRow>(findOrder, [reference]));
    return row && { ...row, tenantId: row.tenant_id, amountMinor: Number(row.amount_minor) };
  }

  /**
   * The payment, and with it the month, the invoice, the mail to the owners and the line in the audit log: all or nothing. False when it
   * was recorded before; then nothing changes.
   */
  async record(tenantId: string, order: Order, confirmation: Confirmation): Promise<boolean> {
    try {
      await this.#record(tenantId, order, confirmation);
      return true;
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'payment_provider_key')) return false;
      throw thrown;
    }
  }

  /** Read back for the mail about it, with the plan it was for if it succeeded. */
  async find(tenantId: string, id: string): Promise<(PaymentEntity & { plan: Plan | undefined }) | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const payment = await manager.findOneBy(PaymentEntity, { tenantId, id });
      const invoice = await manager.findOneBy(InvoiceEntity, { tenantId, paymentId: id });
      return payment === null ? undefined : Object.assign(payment, { plan: invoice?.plan });
    });
  }

  async #record(tenantId: string, order: Order, confirmation: Confirmation): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const [known] = await sql.query<LockedPlanRow>(lockPlan, [tenantId, this.clock.now()]);
      const paymentId = await this.#insert(manager, order, confirmation);
      const isPaid = confirmation.result === 'succeeded';
      if (isPaid) await this.#extend(manager, sql, { order, known, paymentId });
      await this.owners.append(sql, [tenantId], {
        kind: isPaid ? 'payment-received' : 'payment-failed',
        subjectId: paymentId,
      });
      await this.audit.append(sql, {
        tenantId,
        actor: { kind: 'system', id: null },
        action: isPaid ? 'payment.received' : 'payment.failed',
        object: { kind: 'payment', id: paymentId },
        facts: {
          provider: confirmation.provider,
          plan: order.plan,
          amountMinor: order.amountMinor,
          currency: order.currency,
        },
      });
    });
  }

  async #insert(manager: EntityManager, order: Order, { provider, id, result, at }: Confirmation): Promise<string> {
    const paymentId = newId('pay');
    const { tenantId, amountMinor, currency } = order;
    await manager.insert(PaymentEntity, {
      ...{ tenantId, id: paymentId, provider, providerPaymentId: id },
      ...{ amountMinor, currency, result, paidAt: at },
    });
    return paymentId;
  }

  async #extend(
    manager: EntityManager,
    sql: SqlClient,
    { order, known, paymentId }: { order: Order; known: LockedPlanRow | undefined; paymentId: string },
  ): Promise<void> {
    const now = this.clock.now();
    const { tenantId, plan, amountMinor: grossMinor, currency } = order;
    const paid = paidTimeAfter(runningOf(known), { plan, monthMinor: grossMinor, currency }, now);
    await sql.query(extendPlan, [tenantId, paid.plan, paid.until, paid.monthMinor, paid.currency, now]);
    await this.invoices.issue(manager, sql, { tenantId, paymentId, plan, issuedAt: now, grossMinor, currency });
  }
}

function runningOf(row: LockedPlanRow | undefined): PaidTime | undefined {
  const {
    plan = null,
    paid_until: until = null,
    paid_amount_minor: minor = null,
    paid_currency: currency = null,
  } = row ?? {};
  if (plan === null || until === null || minor === null || currency === null) return undefined;
  return { plan, until, monthMinor: Number(minor), currency };
}
