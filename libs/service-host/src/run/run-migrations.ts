import type { Settings } from '@ebbflow/config';
import { TOPOLOGY } from '@ebbflow/contracts';
import type { ServiceDefinition } from '../define-service.ts';

/**
 * Prepares roles and schema of one service and runs its migrations. A job of its own, never on the boot path. Needs
 * EBB_DATABASE_ADMIN_URL (credentials included) and the EBB_DATABASE_PASSWORD the service will use.
 */
export async function runMigrations(definition: ServiceDefinition, settings: Settings): Promise<void> {
  const { schema } = TOPOLOGY[definition.name];
  if (schema === undefined) return;
  const { migrateService, prepareDatabase } = await import('@ebbflow/persistence');
  const adminUrl = settings.secret('EBB_DATABASE_ADMIN_URL').reveal();
  await prepareDatabase(adminUrl, [{ schema, password: settings.secret('EBB_DATABASE_PASSWORD').reveal() }]);
  const { applied } = await migrateService(adminUrl, schema, definition.migrations);
  process.stdout.write(
    `${definition.name}: ${applied.length === 0 ? 'nothing to migrate' : `migrated ${applied.join(', ')}`}\n`,
  );
}
