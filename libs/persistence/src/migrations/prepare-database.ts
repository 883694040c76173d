import { Client, escapeLiteral } from 'pg';
import { DatabaseSetupError, errorCodeOf } from '../persistence.errors.ts';
import { toPersistenceError } from '../database/to-persistence-error.ts';
import { roleNames } from '../database/role-names.ts';

export interface ServiceDatabase {
  readonly schema: string;
  /** For the schema's three login roles. Asked for each time, so that running again with a new one rotates it. */
  readonly password: string;
}

/** Serialises everybody who sets up or migrates this database; the number is arbitrary and must never change. */
const SETUP_LOCK = 7_105_001;

/**
 * Creates, or brings up to date, roles, schemas and grants. Idempotent; leaves rows alone. The admin may be a superuser,
 * or a role with CREATEROLE and CREATE on the database (managed Postgres).
 * @throws DatabaseSetupError naming the right that is missing; TransientError when the server is away.
 */
export async function prepareDatabase(adminUrl: string, services: readonly ServiceDatabase[]): Promise<void> {
  await withSetupLock(adminUrl, async (admin) => {
    for (const { schema, password } of services) await prepareService(admin, schema, password);
  });
}

/** Runs `work` on one admin connection while no other set-up or migration runs on this database. */
export async function withSetupLock<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({
    connectionString: adminUrl,
    application_name: 'ebbflow-setup',
    connectionTimeoutMillis: 10_000,
  });
  admin.on('error', () => undefined);
  try {
    await admin.connect();
    // A second starter waits for the first one's migrations, but not for ever.
    await admin.query(
      `set lock_timeout = '120s'; select pg_advisory_lock(${String(SETUP_LOCK)}); set lock_timeout = '10s'`,
    );
    return await work(admin);
  } catch (thrown) {
    if (errorCodeOf(thrown) === '42501') {
      throw new DatabaseSetupError(
        'The database role used for setting up needs CREATEROLE and CREATE on the database (or be a superuser).',
        thrown,
      );
    }
    throw toPersistenceError(thrown);
  } finally {
    await admin.end().catch(() => undefined);
  }
}

async function prepareService(admin: Client, schema: string, password: string): Promise<void> {
  const { owner, app, writer, worker } = roleNames(schema);
  await ensureRole(admin, owner, 'nologin');
  for (const role of [app, writer, worker]) await ensureRole(admin, role, `login password ${escapeLiteral(password)}`);
  await ensureMembership(admin, owner);
  await admin.query(`
    create schema if not exists ${schema} authorization ${owner};
    revoke all on schema ${schema} from public;
    grant usage on schema ${schema} to ${app}, ${writer}, ${worker};
  `);
  // In a database that does not let everybody in, the three must be let in by name; the admin may lack that right, and then needs not use it.
  await admin.query(`
    do $$ begin
      if not has_database_privilege('${app}', current_database(), 'connect') then
        execute format('grant connect on database %I to ${app}, ${writer}, ${worker}', current_database());
      end if;
    end $$
  `);
}

async function ensureRole(admin: Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount ? 'alter' : 'create';
  const safe = rowCount ? attributes : `nosuperuser nocreatedb nocreaterole noinherit ${attributes}`;
  await retryConcurrent(() => admin.query(`${verb} role ${role} ${safe}`));
}

/**
 * The admin acts as the owner while it migrates. A superuser may already; with CREATEROLE, Postgres 15 needs the
 * membership and 16 onwards gives it with the admin option only, which allows granting oneself the rest.
 */
async function ensureMembership(admin: Client, owner: string): Promise<void> {
  const { rows } = await admin.query<{ member: boolean }>(`select pg_has_role(current_user, $1, 'usage') as member`, [
    owner,
  ]);
  if (rows[0]?.member !== true) await retryConcurrent(() => admin.query(`grant ${owner} to current_user`));
}

/** Roles belong to the cluster and advisory locks to a database: two databases prepared at once can meet on one catalogue row. */
async function retryConcurrent(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (thrown) {
      const met = errorCodeOf(thrown) === 'XX000' || errorCodeOf(thrown) === '42710' || errorCodeOf(thrown) === '23505';
      if (!met || attempt === 5) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}
