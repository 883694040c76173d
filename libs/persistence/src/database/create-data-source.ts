import { DataSource } from 'typeorm';
import type { PersistenceConfig } from '../persistence.config.ts';
import { roleNames } from './role-names.ts';

export type EntityClass = new (...args: never[]) => object;

/** TypeORM over the app role; it never creates, alters or synchronises anything. */
export function createDataSource(
  config: PersistenceConfig,
  schema: string,
  entities: readonly EntityClass[],
): DataSource {
  const role = roleNames(schema).app;
  const target = new URL(config.url);
  target.username = role;
  target.password = encodeURIComponent(config.password.reveal());
  return new DataSource({
    type: 'postgres',
    url: target.href,
    schema,
    entities: [...entities],
    applicationName: role,
    poolSize: config.poolSize,
    connectTimeoutMS: config.connectTimeout.milliseconds,
    // Without these TypeORM calls uuid_generate_v4() and tries to create extensions, which the app role may not.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    logging: false,
    poolErrorHandler: () => undefined,
    extra: {
      statement_timeout: config.statementTimeout.milliseconds,
      idle_in_transaction_session_timeout: config.idleTransactionTimeout.milliseconds,
      keepAlive: true,
    },
  });
}
