import type { JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { executorHouse } from '../support/executor-house.ts';

describe('a scenario that watches a device', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  const watching = (parameters: JsonObject): JsonObject => ({
    name: 'Phone',
    flow: [
      {
        id: 1,
        module: 'device:WatchEvents',
        version: 1,
        parameters,
        mapper: {},
        metadata: { designer: { x: 0, y: 0 } },
      },
    ],
    metadata: { version: 1, instant: true, scenario: {} },
  });
  const activate = async (parameters: JsonObject) => {
    const { scenarioId } = await house.import(executor, watching(parameters));
    return house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
  };

  it('can be activated when it says which one and what', async () => {
    expect((await activate({ device: 'dev_1', kinds: ['sms'] })).status).toBe(200);
  });

  it.each([{}, { device: 'dev_1' }, { device: 'dev_1', kinds: ['heartbeat'] }, { kinds: ['sms'] }])(
    'cannot be activated with %j, since nothing would start it',
    async (parameters) => {
      const { status, body } = await activate(parameters);
      expect([status, JSON.stringify(body).includes('watches no device')]).toEqual([409, true]);
    },
  );
});
