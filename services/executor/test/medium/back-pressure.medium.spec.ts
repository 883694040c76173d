import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('an executor that is far behind', () => {
  const house = executorHouse();

  it('leaves deliveries with the transport until fewer runs are due, and loses none', async () => {
    const executor = await house.start({
      EBB_EXECUTOR_CONCURRENCY: '1',
      EBB_EXECUTOR_PREFETCH: '0',
      EBB_EXECUTOR_MAX_BACKLOG: '3',
    });
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/busy`).build());
    house.sink.hold('/busy');
    for (let n = 0; n < 5; n += 1) await house.publish(house.delivery(scenarioId, { order: String(n) }));
    const stored = async (): Promise<number> =>
      (await house.database.asAdmin('select 1 from executor.run where scenario_id = $1', [scenarioId])).length;
    await waitFor(async () => (await stored()) === 5);
    let isTaken = false;
    await waitFor(
      async () => {
        // Each try is a delivery of its own; the first one that is refused shows that the queue is full.
        const late = house.publish(house.delivery(scenarioId, { order: 'late' })).then(() => (isTaken = true));
        await Promise.race([late, new Promise((resolve) => setTimeout(resolve, 200))]);
        const isRefused = !isTaken;
        isTaken = false;
        return isRefused;
      },
      { what: 'a delivery to be refused', timeoutMs: 20_000 },
    );
    const before = await stored();
    house.sink.release('/busy');
    await waitFor(() => house.finishedOf(scenarioId).length > before, {
      what: 'the delivery that had to wait',
      timeoutMs: 30_000,
    });
  }, 70_000);
});
