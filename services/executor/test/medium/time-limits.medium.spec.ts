import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('a run that works too long', () => {
  const house = executorHouse();

  it('ends with a timeout though the module it waits for does not', async () => {
    const executor = await house.start({ EBB_EXECUTOR_RUN_TIME: '1s' });
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/slow`).build());
    house.sink.hold('/slow');
    await house.publish(house.delivery(scenarioId, { order: 'T' }));
    expect(await house.waitForFinished(scenarioId)).toMatchObject({
      status: 'error',
      errorClass: 'ScenarioTimeoutError',
    });
    house.sink.release('/slow');
    await executor.stop();
  });
});
