import { escapeLiteral } from 'pg';
import { errorCodeOf } from '../persistence.errors.ts';
import { withSetupLock } from './prepare-database.ts';

/** The role that looks whether anything is left of somebody who was erased. */
export const SCANNER_ROLE = 'ebb_scanner';

/**
 * A role that may read every row of every schema and change none: it is made for the residual scanner and used by nothing else. It must see
 * past row-level security, or it would find nothing of an organisation that it was not told of, so it is made by a superuser, or by a role
 * with CREATEROLE and BYPASSRLS. Idempotent. @returns whether it is there; false where the admin may not make such a role
 */
export async function prepareScanner(adminUrl: string, password: string): Promise<boolean> {
  try {
    await withSetupLock(adminUrl, async (admin) => {
      const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [SCANNER_ROLE]);
      await admin.query(
        `${rowCount ? 'alter' : 'create'} role ${SCANNER_ROLE} login bypassrls nosuperuser nocreatedb nocreaterole connection limit 4 password ${escapeLiteral(password)}`,
      );
      await admin.query(`
        alter role ${SCANNER_ROLE} set default_transaction_read_only = on;
        grant pg_read_all_data to ${SCANNER_ROLE};
      `);
    });
    return true;
  } catch (thrown) {
    if (errorCodeOf(thrown) === '42501' || isMissingRight(thrown)) return false;
    throw thrown;
  }
}

/** `withSetupLock` says so in words. */
function isMissingRight(thrown: unknown): boolean {
  return thrown instanceof Error && errorCodeOf(thrown.cause) === '42501';
}
