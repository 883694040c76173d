import { newId } from '@ebbflow/kernel';
import { migrateService } from '@ebbflow/persistence';
import { newOrganisationId, templateDatabase } from '@ebbflow/testing';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';

const BEFORE_DRAFTS = 3;

describe('scenarios from before there were drafts', () => {
  const database = templateDatabase([{ schema: 'executor', migrations: EXECUTOR_MIGRATIONS.slice(0, BEFORE_DRAFTS) }]);

  it('have one afterwards: their current version, and nothing else of them has changed', async () => {
    const [tenantId, scenarioId] = [newOrganisationId(), newId('scn')];
    await database.asAdmin(
      `insert into executor.scenario (tenant_id, id, name, version, is_active) values ($1, $2, 'Old', 2, true)`,
      [tenantId, scenarioId],
    );
    await database.asAdmin(
      `insert into executor.scenario_version (tenant_id, scenario_id, number, blueprint, placeholders)
       values ($1, $2, 1, '{"name":"one"}', '[]'), ($1, $2, 2, '{"name": "two", "a":1}', '[]')`,
      [tenantId, scenarioId],
    );
    await migrateService(database.adminUrl, 'executor', EXECUTOR_MIGRATIONS.slice(0, BEFORE_DRAFTS + 1));
    const drafts = await database.asAdmin(
      `select tenant_id, scenario_id, revision, published_revision, blueprint::text from executor.scenario_draft`,
    );
    expect(drafts).toEqual([
      {
        tenant_id: tenantId,
        scenario_id: scenarioId,
        revision: 1,
        published_revision: 1,
        blueprint: '{"name": "two", "a":1}',
      },
    ]);
    expect(
      await database.asAdmin(
        `select version, last_version, revision, is_active, tags, folder_id from executor.scenario where id = $1`,
        [scenarioId],
      ),
    ).toEqual([{ version: 2, last_version: 2, revision: 1, is_active: true, tags: [], folder_id: null }]);
    expect(await database.asAdmin('select number from executor.scenario_version where is_published')).toHaveLength(2);
  });

  it('are each seen by their own tenant only, as before', async () => {
    const [tenantId, scenarioId] = [newOrganisationId(), newId('scn')];
    await migrateService(database.adminUrl, 'executor', EXECUTOR_MIGRATIONS.slice(0, BEFORE_DRAFTS + 1));
    await database.asAdmin(`insert into executor.scenario (tenant_id, id, name, version) values ($1, $2, 'Mine', 1)`, [
      tenantId,
      scenarioId,
    ]);
    const forced = await database.asAdmin<{ relname: string }>(
      `select relname from pg_class
       where relnamespace = 'executor'::regnamespace and relname like 'scenario%' and relkind = 'r'
         and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(forced).toEqual([]);
    const seen = { name: 'test-seen', text: 'select id from executor.scenario' };
    expect(await database.database().withTenant(newOrganisationId(), (sql) => sql.query(seen))).toEqual([]);
    expect(await database.database().withTenant(tenantId, (sql) => sql.query(seen))).toEqual([{ id: scenarioId }]);
  });
});
