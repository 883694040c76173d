import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'gateway';

/** Hooks of three doors; devices, what pairs them, what they sent and what they are to do. */
export class MailHooksAndDevices1767225600003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      alter table gateway.hook
        add column kind text not null default 'webhook' check (kind in ('webhook', 'mail', 'device'));
      create index hook_of_device on gateway.hook (tenant_id, (options -> 'watch' ->> 'deviceId')) where kind = 'device';
    `);
    await queryRunner.query(DEVICE_TABLES);
    // Whoever knocks with a token or a code has no tenant before it is found, hence the worker.
    await tenantTable(queryRunner, SCHEMA, 'device', {
      app: 'select',
      worker: 'select, insert, update, delete',
    });
    await tenantTable(queryRunner, SCHEMA, 'device_pairing', { app: 'insert', worker: 'select, delete' });
    await tenantTable(queryRunner, SCHEMA, 'device_event', { worker: 'select, insert, delete' });
    await tenantTable(queryRunner, SCHEMA, 'device_command', {
      app: 'select, insert, update',
      worker: 'select, delete',
    });
    // Events of a device and their deliveries are one transaction, and so is the end of both when location is turned off.
    await queryRunner.query('grant insert, delete on gateway.delivery to ebb_gateway_worker');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const DEVICE_TABLES = `
  create table gateway.device (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    name text not null,
    platform text not null check (platform in ('android', 'ios')),
    token_hash bytea not null,
    public_key bytea not null,
    is_location_on boolean not null default false,
    paired_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (tenant_id, id),
    constraint device_token unique (token_hash)
  );
  create table gateway.device_pairing (
    tenant_id text collate "C" not null,
    code_hash bytea not null,
    expires_at timestamptz not null,
    primary key (tenant_id, code_hash),
    constraint device_pairing_code unique (code_hash)
  );
  create table gateway.device_event (
    tenant_id text collate "C" not null,
    device_id text collate "C" not null,
    event_id text collate "C" not null,
    kind text not null,
    received_at timestamptz not null,
    delivery_ids text[] not null,
    primary key (tenant_id, device_id, event_id),
    foreign key (tenant_id, device_id) references gateway.device (tenant_id, id) on delete cascade
  );
  create index device_event_age on gateway.device_event (received_at);
  create table gateway.device_command (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    device_id text collate "C" not null,
    request_key text collate "C" not null,
    encapsulated_key bytea,
    command_sealed bytea,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, id),
    constraint device_command_request unique (tenant_id, device_id, request_key),
    foreign key (tenant_id, device_id) references gateway.device (tenant_id, id) on delete cascade
  );
  create index device_command_waiting on gateway.device_command (tenant_id, device_id, id) where command_sealed is not null;
  create index device_command_age on gateway.device_command (expires_at);
  alter table gateway.device_command alter column command_sealed set storage external;`;
