import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { InvoicesRepository } from '../invoices/invoices.repository.ts';
import { extendPlan } from '../plans/extend-plan.sql.ts';
import { findOrder, type OrderRow } from '../plans/find-order.sql.ts';
import { lockPlan } from '../plans/lock-plan.sql.ts';
import { OwnerMails } from '../plans/owner-mails.ts';
import { PaymentReplayedError } from './payment.errors.ts';
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
   * The payment, and with it the month, the invoice, the mail to the owners and the line in the audit log: all or nothing.
   * @throws PaymentReplayedError when it was recorded before
   */
  async record(tenantId: string, order: Order, confirmation: Confirmation): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockPlan, [tenantId, this.clock.now()]);
      const paymentId = await this.#insert(manager, order, confirmation);
      const isPaid = confirmation.result === 'succeeded';
      if (isPaid) await this.#extend(manager, sql, { order, confirmation, paymentId });
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

  /** Read back for the mail about it. */
  async find(tenantId: string, id: string): Promise<PaymentEntity | undefined> {
    const payment = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(PaymentEntity, { tenantId, id }),
    );
    return payment ?? undefined;
  }

  async #insert(manager: EntityManager, order: Order, { provider, id, result, at }: Confirmation): Promise<string> {
    const paymentId = newId('pay');
    const { tenantId, amountMinor, currency } = order;
    try {
      await manager.insert(PaymentEntity, {
        ...{ tenantId, id: paymentId, provider, providerPaymentId: id },
        ...{ amountMinor, currency, result, paidAt: at },
      });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'payment_provider_key')) throw new PaymentReplayedError();
      throw thrown;
    }
    return paymentId;
  }

  async #extend(
    manager: EntityManager,
    sql: SqlClient,
    { order, paymentId }: { order: Order; confirmation: Confirmation; paymentId: string },
  ): Promise<void> {
    const now = this.clock.now();
    const { tenantId, id, plan, amountMinor: grossMinor, currency } = order;
    await sql.query(extendPlan, [tenantId, plan, id, now]);
    await this.invoices.issue(manager, sql, { tenantId, paymentId, plan, issuedAt: now, grossMinor, currency });
  }
}
