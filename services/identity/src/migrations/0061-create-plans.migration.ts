import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message may be about an organisation whose reader is kept in another one. Null: in the same. */
const MAIL = `
  alter table identity.mail
    drop constraint mail_tenant_id_user_id_fkey,
    add column home_tenant_id text collate "C",
    add foreign key (home_tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade;
`;

const PLANS = `
  create table identity.organisation_plan (
    tenant_id text collate "C" primary key references identity.organisation (tenant_id) on delete cascade,
    plan text,
    order_id text collate "C",
    paid_until timestamptz,
    told_plan text,
    tell_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index organisation_plan_untold_idx on identity.organisation_plan (tell_at) where told_plan is distinct from plan;
  create index organisation_plan_paid_idx on identity.organisation_plan (paid_until) where paid_until is not null;
  create table identity.payment_order (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    plan text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (id),
    unique (tenant_id, plan, amount_minor, currency)
  );
  create table identity.billing_details (
    tenant_id text collate "C" primary key references identity.organisation (tenant_id) on delete cascade,
    name text not null,
    street text not null,
    city text not null,
    postal_code text not null,
    country text not null,
    vat_id text,
    updated_at timestamptz not null default now()
  );
`;

/** Neither goes with its organisation: the law wants them for as long as the policy's record \`invoices\` says (C27). */
const ACCOUNTING = `
  create table identity.payment (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    provider text not null check (provider in ('stripe', 'paypal', 'global-payments')),
    provider_payment_id text collate "C" not null,
    amount_minor bigint not null,
    currency text not null,
    result text not null check (result in ('succeeded', 'failed')),
    paid_at timestamptz not null,
    primary key (tenant_id, id)
  );
  create unique index payment_provider_key on identity.payment (provider, provider_payment_id, result);
  create index payment_paid_idx on identity.payment (paid_at);
  create table identity.invoice (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    number text not null unique,
    payment_id text collate "C" not null,
    plan text not null,
    issued_at timestamptz not null,
    name text,
    address text,
    country text,
    vat_id text,
    net_minor bigint not null,
    tax_minor bigint not null,
    tax_permille integer not null,
    gross_minor bigint not null check (gross_minor = net_minor + tax_minor),
    currency text not null,
    primary key (tenant_id, id)
  );
  create index invoice_issued_idx on identity.invoice (issued_at);
  create table identity.invoice_number (year integer primary key, last integer not null);
  create function identity.next_invoice_number(for_year integer) returns integer
    language sql security definer set search_path = pg_catalog, pg_temp as $$
      insert into identity.invoice_number as counter (year, last) values (for_year, 1)
      on conflict (year) do update set last = counter.last + 1
      returning last
    $$;
  revoke all on function identity.next_invoice_number(integer) from public;
  grant execute on function identity.next_invoice_number(integer) to ebb_identity;
`;

/**
 * Nobody changes a payment or an invoice: the app may read and add, the worker may drop what the law has done with. The worker tells the
 * executor of plans and ends those nobody pays for.
 */
export class CreatePlans1767225600161 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [MAIL, PLANS, ACCOUNTING]) await queryRunner.query(part);
    await tenantTable(queryRunner, 'identity', 'organisation_plan', {
      app: 'select, insert, update',
      worker: 'select, update',
    });
    await tenantTable(queryRunner, 'identity', 'payment_order', { app: 'select, insert', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'billing_details', {
      app: 'select, insert, update, delete',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, 'identity', 'payment', { app: 'select, insert', worker: 'select, delete' });
    await tenantTable(queryRunner, 'identity', 'invoice', { app: 'select, insert', worker: 'select, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
