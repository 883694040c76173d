import type { QueryRunner } from 'typeorm';
import { checkIdentifier } from '../database/role-names.ts';

/** Whose request it was: the id of a user or an API token, so that a person's answers can be forgotten with the person. After `idempotencyTable`. */
export async function idempotencyCaller(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  await queryRunner.query(`
    alter table ${schema}.idempotency add column caller text collate "C";
    create index idempotency_caller on ${schema}.idempotency (tenant_id, caller);
  `);
}
