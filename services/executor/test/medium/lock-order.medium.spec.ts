import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { lockScenario } from '../../src/runs/lanes/sql/lock-scenario.sql.ts';
import { forgiveScenario } from '../../src/scenario-health/sql/forgive-scenario.sql.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('transactions that lock the same rows', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  it('do it in one order: a person who activates a scenario does not get in the way of the run that switches it off', async () => {
    house.sink.fail('/bad', 500);
    const blueprint = aBlueprint().withCall(`${house.sink.url}/bad`).settings({ maxErrors: 2 }).build();
    const { scenarioId } = await house.import(executor, blueprint);
    await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
    await house.publish(house.delivery(scenarioId, { order: 1 }));
    await waitFor(() => house.finishedOf(scenarioId).length === 1);
    await house.database.database('executor').withTenant(house.tenantId, async (sql) => {
      await sql.query(lockScenario, [house.tenantId, scenarioId]);
      await house.publish(house.delivery(scenarioId, { order: 2 }));
      await waitFor(
        async () =>
          (
            await house.database.asAdmin(
              `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).length > 0,
        { what: 'the end of the run to wait for the scenario' },
      );
      await sql.query(forgiveScenario, [house.tenantId, scenarioId]);
    });
    await waitFor(() => house.finishedOf(scenarioId).length === 2);
    const [found] = await house.database.asAdmin<{ deadlocks: string }>(
      'select pg_stat_clear_snapshot(), deadlocks from pg_stat_database where datname = current_database()',
    );
    expect(found?.deadlocks).toBe('0');
  });
});
