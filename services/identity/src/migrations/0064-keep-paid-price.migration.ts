import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a month of the time that is paid for cost; of time paid before, the price of the youngest order of its plan. */
const PAID_PRICE = `
  alter table identity.organisation_plan
    add column paid_amount_minor bigint check (paid_amount_minor > 0),
    add column paid_currency text check (paid_currency ~ '^[A-Z]{3}$');
  update identity.organisation_plan as plan
    set paid_amount_minor = paid.amount_minor, paid_currency = paid.currency
    from (select distinct on (tenant_id, plan) tenant_id, plan, amount_minor, currency from identity.payment_order
      order by tenant_id, plan, created_at desc) as paid
    where paid.tenant_id = plan.tenant_id and paid.plan = plan.plan and plan.paid_until is not null;
`;

export class KeepPaidPrice1767225600164 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PAID_PRICE);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
