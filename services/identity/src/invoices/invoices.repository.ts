import type { Invoice } from '@ebbflow/contracts';
import { DefectError, newId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { BillingDetailsEntity } from '../plans/billing-details.entity.ts';
import { PlanOffersConfig } from '../plans/plan-offers.config.ts';
import { includedTax } from './included-tax.policy.ts';
import { InvoiceEntity } from './invoice.entity.ts';
import { nextInvoiceNumber } from './next-invoice-number.sql.ts';

export type PaidFor = Pick<InvoiceEntity, 'paymentId' | 'plan' | 'issuedAt' | 'grossMinor' | 'currency'>;

@Injectable()
export class InvoicesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PlanOffersConfig) private readonly config: PlanOffersConfig,
  ) {}

  /** Within the transaction of the payment, to the name and address of that moment. */
  async issue(manager: EntityManager, sql: SqlClient, of: PaidFor & { tenantId: string }): Promise<void> {
    const year = of.issuedAt.getUTCFullYear();
    const [counted] = await sql.query<{ next: number }>(nextInvoiceNumber, [year]);
    if (counted === undefined) throw new DefectError('IDENTITY.NO_INVOICE_NUMBER', 'No number was counted.');
    const to = await manager.findOneBy(BillingDetailsEntity, { tenantId: of.tenantId });
    const taxPermille = Math.round(this.config.taxPercent * 10);
    const taxMinor = includedTax(of.grossMinor, taxPermille);
    await manager.insert(InvoiceEntity, {
      ...of,
      id: newId('ivc'),
      number: `${String(year)}-${String(counted.next).padStart(6, '0')}`,
      name: to?.name ?? null,
      address: to && `${to.street}, ${to.postalCode} ${to.city}`,
      country: to?.country ?? null,
      vatId: to?.vatId ?? null,
      netMinor: of.grossMinor - taxMinor,
      taxMinor,
      taxPermille,
    });
  }

  /** Newest first, those before `cursor`. */
  async list(tenantId: string, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Invoice[]> {
    const rows = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(InvoiceEntity, {
        where: { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
    return rows.map(({ tenantId: _tenantId, paymentId: _paymentId, issuedAt, taxPermille, ...rest }) => ({
      ...rest,
      issuedAt: issuedAt.toISOString(),
      taxPercent: taxPermille / 10,
    }));
  }
}
