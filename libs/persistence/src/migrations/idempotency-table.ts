import type { QueryRunner } from 'typeorm';
import { checkIdentifier } from '../database/role-names.ts';
import { tenantTable } from './tenant-table.ts';

/**
 * What a service remembers of requests with an `Idempotency-Key`: digests of key and request, and the sealed answer once there is one. Until
 * then the row says that somebody is at it, until `locked_until`. `sealed_under` says which secret of the service digest and seal were
 * made with. Dropped by row a day later; the rows are few (only callers that send a key make any), so they need no partitions, over which
 * a key could not be unique.
 */
export async function idempotencyTable(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  await queryRunner.query(`
    create table ${schema}.idempotency (
      tenant_id text collate "C" not null,
      key_digest text collate "C" not null,
      request_digest text collate "C" not null,
      sealed_under text collate "C" not null,
      created_at timestamptz not null,
      locked_until timestamptz not null,
      finished_at timestamptz,
      answer_sealed bytea,
      primary key (tenant_id, key_digest)
    );
    alter table ${schema}.idempotency alter column answer_sealed set storage external;
    create index idempotency_age on ${schema}.idempotency (created_at);
  `);
  await tenantTable(queryRunner, schema, 'idempotency', {
    app: 'select, insert, update, delete',
    worker: 'select, delete',
  });
}
