import type { BillingDetails, ChoosePlan, OrganisationPlan } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditActor } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { BillingDetailsEntity } from './billing-details.entity.ts';
import { type LockedPlanRow, lockPlan } from './lock-plan.sql.ts';
import { OrganisationPlanEntity } from './organisation-plan.entity.ts';
import { PaymentOrderEntity } from './payment-order.entity.ts';
import { BillingDetailsNeededError } from './plan.errors.ts';
import type { PlanOffer } from './plan-offers.config.ts';

type StoredPlan = Omit<OrganisationPlan, 'offers'>;

@Injectable()
export class PlansRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(tenantId: string): Promise<StoredPlan> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const found = await manager.findOneBy(OrganisationPlanEntity, { tenantId });
      const id = found?.orderId ?? null;
      const order = id === null ? null : await manager.findOneBy(PaymentOrderEntity, { tenantId, id });
      const billing = await manager.findOneBy(BillingDetailsEntity, { tenantId });
      return {
        plan: found?.plan ?? null,
        paidUntil: found?.paidUntil?.toISOString() ?? null,
        order: order && {
          reference: order.id,
          plan: order.plan,
          amountMinor: order.amountMinor,
          currency: order.currency,
        },
        billing: billing && detailsOf(billing),
      };
    });
  }

  /** A paid plan is to be paid from now on. @throws BillingDetailsNeededError when there are none, given or known */
  async choosePaid(
    tenantId: string,
    offer: PlanOffer,
    by: { actor: AuditActor; billing?: BillingDetails },
  ): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockPlan, [tenantId, this.clock.now()]);
      if (by.billing !== undefined) await this.#keep(manager, tenantId, by.billing);
      else if (!(await manager.existsBy(BillingDetailsEntity, { tenantId }))) throw new BillingDetailsNeededError();
      const orderId = await this.#orderFor(manager, tenantId, offer);
      await manager.update(OrganisationPlanEntity, { tenantId }, { orderId });
      await this.#log(sql, tenantId, { actor: by.actor, plan: offer.plan });
    });
  }

  /** What is paid for stays until it is over; without anything paid it is free now, and nobody's name is needed any more. */
  async chooseFree(tenantId: string, { actor }: { actor: AuditActor }): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const now = this.clock.now();
      const [known] = await sql.query<LockedPlanRow>(lockPlan, [tenantId, now]);
      const isPaid = (known?.paid_until ?? now) > now;
      const free = { plan: 'free', paidUntil: null, paidAmountMinor: null, paidCurrency: null, tellAt: now } as const;
      await manager.update(OrganisationPlanEntity, { tenantId }, { orderId: null, ...(isPaid ? {} : free) });
      if (!isPaid) await manager.delete(BillingDetailsEntity, { tenantId });
      await this.#log(sql, tenantId, { actor, plan: 'free' satisfies ChoosePlan['plan'] });
    });
  }

  async #keep(manager: EntityManager, tenantId: string, billing: BillingDetails): Promise<void> {
    const { name, street, city, postalCode, country, vatId = null } = billing;
    const row = { tenantId, name, street, city, postalCode, country, vatId };
    await manager.upsert(BillingDetailsEntity, row, ['tenantId']);
  }

  /** One order for each plan and price: choosing the same again gives the same reference. */
  async #orderFor(manager: EntityManager, tenantId: string, offer: PlanOffer): Promise<string> {
    const { plan, amountMinor, currency } = offer;
    const known = await manager.findOneBy(PaymentOrderEntity, { tenantId, plan, amountMinor, currency });
    if (known !== null) return known.id;
    const id = newId('ord');
    await manager.insert(PaymentOrderEntity, { tenantId, id, plan, amountMinor, currency });
    return id;
  }

  async #log(sql: SqlClient, tenantId: string, { actor, plan }: { actor: AuditActor; plan: string }): Promise<void> {
    const object = { kind: 'organisation', id: tenantId };
    await this.audit.append(sql, { tenantId, actor, action: 'plan.chosen', object, facts: { plan } });
  }
}

function detailsOf({ name, street, city, postalCode, country, vatId }: BillingDetailsEntity): BillingDetails {
  return { name, street, city, postalCode, country, vatId };
}
