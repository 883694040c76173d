import { erasureFunctions, inboxTables, restoreMark } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Once the rows of an erased organisation are gone, so are the tombstones that kept a key from being made for it again. What keeps it from then
 * on is this digest of its id, which says nothing to who does not have the id (74 random bits are in it). The trigger turns a key that is made
 * all the same, for an event that came late, into a destroyed one.
 */
const ERASED_TENANTS = `
  create table vault.erased_tenant (
    tenant_digest bytea primary key,
    erased_at timestamptz not null
  );
  grant select, insert on vault.erased_tenant to ebb_vault_worker;
  create function vault.keep_erased() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if exists (select from vault.erased_tenant where tenant_digest = sha256(convert_to(new.tenant_id, 'UTF8'))) then
      new.state := 'destroyed';
      new.wrapped_key_sealed := null;
      new.wrapping_generation := null;
      new.root_key_fingerprint := '';
      new.destroyed_at := new.created_at;
    end if;
    return new;
  end $$;
  create trigger keep_erased before insert on vault.tenant_key for each row execute function vault.keep_erased();
`;

/** How an organisation leaves this schema with its keys, and stays away. */
export class Erasure1767225600035 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await inboxTables(queryRunner, 'vault');
    await queryRunner.query(ERASED_TENANTS);
    await erasureFunctions(queryRunner, 'vault');
    await restoreMark(queryRunner, 'vault');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
