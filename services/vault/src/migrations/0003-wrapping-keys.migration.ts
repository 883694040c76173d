import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A key between the root key and the tenants' keys, so that a rotation of the root key costs little for each tenant; and the rights
 * that rotating, re-sealing and destroying keys need, column by column.
 */
export class WrappingKeys1767225600003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Not a tenant's, so without row-level security; for the worker role alone.
      create table vault.wrapping_key (
        generation integer primary key check (generation > 0),
        root_key_fingerprint text collate "C" not null,
        key_sealed bytea not null,
        created_at timestamptz not null
      );
      grant select, insert, delete on vault.wrapping_key to ebb_vault_worker;

      -- Null: sealed by the root key itself, as before there were wrapping keys, or destroyed. The reference keeps a wrapping key from
      -- being deleted while a key lies under it, also one that is being inserted at that moment.
      alter table vault.tenant_key
        add column wrapping_generation integer references vault.wrapping_key (generation);

      -- A rotation goes through the keys of all tenants and changes what wraps them, nothing else.
      create policy worker_rows on vault.tenant_key for all to ebb_vault_worker using (true) with check (true);
      grant select on vault.tenant_key to ebb_vault_worker;
      grant update (wrapped_key_sealed, wrapping_generation, root_key_fingerprint) on vault.tenant_key to ebb_vault_worker;
      grant update (fingerprint, check_sealed) on vault.root_key_check to ebb_vault_worker;

      -- Within one tenant: destroying keys, and moving secrets to a younger one.
      grant update (state, wrapped_key_sealed, wrapping_generation, destroyed_at) on vault.tenant_key to ebb_vault;
      grant update (secret_sealed, key_version) on vault.connection to ebb_vault;
      grant update (secret_sealed, key_version) on vault.hook_secret to ebb_vault`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
