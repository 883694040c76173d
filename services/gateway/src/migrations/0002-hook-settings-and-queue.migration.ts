import { partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'gateway';

/** What a hook may be told, the queue of what is held, what runs of schedules have claimed, and the keys copies are known by. */
export class HookSettingsAndQueue1767225600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HOOK_COLUMNS);
    await queryRunner.query(DELIVERY_COLUMNS);
    await queryRunner.query(QUEUE_TABLES);
    await tenantTable(queryRunner, SCHEMA, 'held_delivery', {
      app: 'select, delete',
      worker: 'select, insert, delete',
    });
    await tenantTable(queryRunner, SCHEMA, 'hook_claim', { app: 'select, insert, delete', worker: 'select, delete' });
    await tenantTable(queryRunner, SCHEMA, 'dedupe_key', {
      app: 'select, delete',
      worker: 'select, insert, update, delete',
    });
    await queryRunner.query(GRANTS);
    // Once more, for its functions: two replicas that made the same day at the same moment got an error from the first version.
    await partitionedTable(queryRunner, SCHEMA, 'delivery');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const HOOK_COLUMNS = `
  alter table gateway.hook
    add column confidential boolean not null default false,
    add column mode text collate "C" not null default 'instant' check (mode in ('instant', 'scheduled')),
    add column queue_state text collate "C" not null default 'open' check (queue_state in ('open', 'paused', 'releasing')),
    add column settings jsonb not null default '{}',
    add column api_keys jsonb not null default '[]',
    add column revision integer not null default 1,
    add column updated_by text,
    add column expires_at timestamptz,
    add column max_deliveries integer,
    add column accepted_count integer not null default 0,
    add column disabled_at timestamptz,
    add column closed_at timestamptz,
    add column structure jsonb,
    add column learned_structure jsonb,
    add column learned_at timestamptz,
    add column is_learning boolean not null default true;
  update gateway.hook set disabled_at = updated_at where not enabled;
  create index hook_releasing on gateway.hook (updated_at) where queue_state = 'releasing';`;

// One row may lose its content and stay: that something was received is no secret, what it was may be.
const DELIVERY_COLUMNS = `
  alter table gateway.delivery add column erased_at timestamptz;
  alter table gateway.delivery drop constraint delivery_request;
  alter table gateway.delivery add constraint delivery_request check (
    case when erased_at is null then (request_sealed is null) <> (request_blob is null)
         else request_sealed is null and request_blob is null end);`;

/*
 * The queue is a table beside the deliveries, so that a webhook that is handed over at once pays nothing for it. A claim is one row
 * a run, with what it took: a run that took nothing has one too.
 */
const QUEUE_TABLES = `
  create table gateway.held_delivery (
    tenant_id text collate "C" not null,
    hook_id text collate "C" not null,
    delivery_id text collate "C" not null,
    received_at timestamptz not null,
    primary key (tenant_id, hook_id, delivery_id)
  );
  create index held_delivery_day on gateway.held_delivery (received_at);
  create table gateway.hook_claim (
    tenant_id text collate "C" not null,
    run_id text collate "C" not null,
    hook_id text collate "C" not null,
    delivery_ids text[] not null,
    claimed_at timestamptz not null,
    primary key (tenant_id, run_id)
  );
  create index hook_claim_of_hook on gateway.hook_claim (tenant_id, hook_id, claimed_at);
  create index hook_claim_deliveries on gateway.hook_claim using gin (delivery_ids);
  create index hook_claim_day on gateway.hook_claim (claimed_at);
  create table gateway.dedupe_key (
    tenant_id text collate "C" not null,
    hook_id text collate "C" not null,
    key_mac bytea not null,
    delivery_id text collate "C" not null,
    expires_at timestamptz not null,
    primary key (tenant_id, hook_id, key_mac)
  );
  create index dedupe_key_expiry on gateway.dedupe_key (expires_at);`;

/*
 * Column by column where a role may touch only part of a row: who answers questions may erase a delivery's content and not change
 * its key; who works across tenants counts, moves the queue on and closes, and can neither switch a hook on nor give it a token.
 */
const GRANTS = `
  grant delete on gateway.hook to ebb_gateway, ebb_gateway_worker;
  grant update (queue_state, accepted_count, closed_at) on gateway.hook to ebb_gateway_worker;
  grant insert on gateway.delivery to ebb_gateway_worker;
  grant delete, update (request_sealed, request_blob, erased_at) on gateway.delivery to ebb_gateway;`;
