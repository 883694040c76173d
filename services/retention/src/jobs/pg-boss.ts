import { type PersistenceConfig, roleNames } from '@ebbflow/persistence';
import { PgBoss } from 'pg-boss';

/** Injection token of the job queue. */
export const PG_BOSS: unique symbol = Symbol('ebbflow.retention.pg-boss');

/**
 * pg-boss on this service's own schema and worker role. Its tables come from the migration; here it may neither create nor change
 * any, so that nothing runs DDL at boot: it compares the schema's version and refuses to start when the migration is missing.
 * Rebuilding bloated indexes needs the owner and is off: an hourly job leaves two dozen rows a day.
 */
export function createPgBoss(config: PersistenceConfig): PgBoss {
  const role = roleNames('retention').worker;
  const target = new URL(config.url);
  target.username = role;
  target.password = encodeURIComponent(config.password.reveal());
  return new PgBoss({
    connectionString: target.href,
    application_name: role,
    schema: 'retention',
    max: 2,
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
  });
}
