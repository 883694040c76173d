import { hourOf, readPayloadHeader } from '@ebbflow/crypto';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { SealRenewalJob } from '../../src/runs/renewal/seal-renewal.job.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const DAY_MS = 86_400_000;

interface ParkedRow {
  readonly state: string;
  readonly input_sealed: Buffer;
}

describe('what a run that waits for weeks needs', () => {
  const clock = new ManualClock(Date.now());
  const house = executorHouse(clock);
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_SLEEP_INLINE: '10ms' });
  });

  const journal = async (scenarioId: string): Promise<Buffer[]> => {
    const rows = await house.database.asAdmin<{ outcome_sealed: Buffer }>(
      `select outcome_sealed from executor.run_journal join executor.run on run.id = run_id where scenario_id = $1`,
      [scenarioId],
    );
    return rows.map(({ outcome_sealed }) => outcome_sealed);
  };
  const run = async (scenarioId: string): Promise<ParkedRow | undefined> => {
    const sql = 'select state, input_sealed from executor.run where scenario_id = $1';
    return (await house.database.asAdmin<ParkedRow>(sql, [scenarioId]))[0];
  };
  /** Asleep; it is woken by hand, since the clock of the database goes its own way. */
  const parked = async (): Promise<string> => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().withCall(`${house.sink.url}/first`).withSleep(100).withCall(`${house.sink.url}/second`).build(),
    );
    await house.publish(house.delivery(scenarioId, { order: 'R-1' }));
    await waitFor(async () => (await run(scenarioId))?.state === 'waiting', { what: 'the run to sleep' });
    return scenarioId;
  };
  const wake = (scenarioId: string): Promise<unknown> =>
    house.database.asAdmin(`update executor.run set due_at = now() where scenario_id = $1`, [scenarioId]);
  const renew = (): Promise<void> => executor.app.get(SealRenewalJob, { strict: false }).run();
  const periodsOf = (sealed: readonly Buffer[]) => sealed.map((bytes) => readPayloadHeader(bytes).period);

  it('is sealed under younger hours while it waits, and the run goes on when all it was born with is over', async () => {
    const scenarioId = await parked();
    const [input] = periodsOf([(await run(scenarioId))?.input_sealed ?? Buffer.of()]);
    const journaled = periodsOf(await journal(scenarioId));
    const begun = hourOf(clock.nowMs());
    expect(input).toMatchObject({ category: 'gateway-logs' });
    expect(journaled.length).toBeGreaterThan(0);
    expect(journaled).toEqual(journaled.map(() => ({ category: 'runs-in-flight', lifetimeDays: 30, hour: begun })));

    // Too early: nothing is touched.
    clock.advance(14 * DAY_MS);
    await renew();
    expect(periodsOf(await journal(scenarioId))).toEqual(journaled);

    for (let time = 0; time < 3; time += 1) {
      clock.advance(16 * DAY_MS);
      await renew();
      const now = { category: 'runs-in-flight', lifetimeDays: 30, hour: hourOf(clock.nowMs()) };
      expect(periodsOf(await journal(scenarioId))).toEqual(journaled.map(() => now));
      expect(periodsOf([(await run(scenarioId))?.input_sealed ?? Buffer.of()])).toEqual([now]);
    }
    await wake(scenarioId);
    const event = await house.waitForFinished(scenarioId);
    expect(event.status).toBe('success');
    expect(house.detailsOf(event).modules.at(0)?.bundles).toMatchObject([{ order: 'R-1' }]);
    expect(house.sink.callsOf('/first')).toHaveLength(1);
    expect(house.sink.callsOf('/second')).toHaveLength(1);
    // Its details count from its end, and not from when it began.
    const details = event.details !== undefined && 'bytes' in event.details ? event.details.bytes : '';
    expect(readPayloadHeader(Buffer.from(details, 'base64')).period).toEqual({
      category: 'execution-details',
      lifetimeDays: 60,
      hour: hourOf(clock.nowMs()),
    });
  });

  it('ends the run with an error where nobody moved it in time, and nothing is done twice', async () => {
    const scenarioId = await parked();
    clock.advance(31 * DAY_MS);
    await renew();
    await wake(scenarioId);
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'error', errorClass: 'DataError' });
    // Those of the run before.
    expect(house.sink.callsOf('/first')).toHaveLength(2);
    expect(house.sink.callsOf('/second')).toHaveLength(1);
  });
});
