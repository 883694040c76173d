import type { Usage } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint, type BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse, type RunFinished } from '../support/executor-house.ts';

const KIBIBYTE = 1_024;
const DAY_BYTES = 256 * KIBIBYTE;

describe('the quota of logs', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({
      EBB_EXECUTOR_LOG_RUN_BYTES: '20KiB',
      EBB_EXECUTOR_LOG_RUN_EXECUTIONS: '50',
      EBB_EXECUTOR_LOG_DAY_BYTES: `${String(DAY_BYTES)}B`,
    });
  });

  const run = async (blueprint: BlueprintBuilder): Promise<RunFinished> => {
    const { scenarioId } = await house.import(executor, blueprint.build());
    await house.publish(house.delivery(scenarioId, { order: 'Q' }));
    return house.waitForFinished(scenarioId);
  };
  const logToday = async (): Promise<Usage['logBytesToday']> =>
    ((await house.ask(executor, 'GET', '/v1/usage')).body as Usage).logBytesToday;
  const setUsed = (bytes: number): Promise<unknown> =>
    house.database.asAdmin('update executor.log_usage set bytes = $1', [bytes]);
  const kinds = (): string[] => house.notifications.map(({ kind }) => kind).filter((kind) => kind.startsWith('LOG_'));

  it('of one run is kept by a loop of 100,000, which goes on to its end; what failed behind it is kept too', async () => {
    const event = await run(
      aBlueprint()
        .with('builtin:BasicRepeater', 1, { start: '1', step: '1', repeats: '100' })
        .with('builtin:BasicRepeater', 1, { start: '1', step: '1', repeats: '1000' })
        .with('util:SetVariable2', 1, { name: 'a', value: '{{3.i}}', scope: 'roundtrip' })
        .with('builtin:BasicAggregator', 1, {}, { feeder: 2 })
        .withCall('http://127.0.0.1:1/'),
    );
    expect(event).toMatchObject({ errorClass: 'RuntimeError' });
    const { modules, cut } = house.detailsOf(event);
    expect(modules.length).toBeLessThanOrEqual(51);
    expect(modules.at(-1)).toMatchObject({ module: 'http:ActionSendData', error: { class: 'RuntimeError' } });
    expect(JSON.stringify(modules).length).toBeLessThan(45 * KIBIBYTE);
    expect(cut).toEqual({ by: 'run', executions: 1 + 1 + 100 + 100_000 + 1 + 1 - modules.length });
    expect(await logToday()).toMatchObject({ limit: DAY_BYTES });
  });

  it('of a day is told at 75, 90 and 100 percent, and then only basic information is kept; runs go on', async () => {
    house.sink.answer('/ok', '{}');
    const call = aBlueprint().withCall(`${house.sink.url}/ok`);
    await setUsed(DAY_BYTES * 0.75);
    await run(call);
    await waitFor(() => kinds().length > 0);
    expect(kinds()).toEqual(['LOG_QUOTA_75']);
    await setUsed(DAY_BYTES);
    const last = await run(call);
    await waitFor(() => kinds().length === 3);
    expect(kinds()).toEqual(['LOG_QUOTA_75', 'LOG_QUOTA_90', 'LOG_QUOTA_100']);
    // What was under way when it was used up still has its details.
    expect(house.detailsOf(last).modules).toHaveLength(2);

    const { used } = await logToday();
    const basic = await run(call);
    expect(house.detailsOf(basic)).toEqual({ modules: [], cut: { by: 'day', executions: 2 } });
    expect([basic.status, basic.operations, basic.input]).toEqual(['success', 2, undefined]);
    expect((await logToday()).used - used).toBeLessThan(KIBIBYTE);
    expect(kinds()).toHaveLength(3);
  });
});
