import { newOrganisationId, templateDatabase } from '@ebbflow/testing';
import type { Database } from '@ebbflow/persistence';
import type { HeldRun } from '../../src/runs/held-run.ts';
import { RunLanes } from '../../src/runs/lanes/run-lanes.ts';
import { RunQueueRepository } from '../../src/runs/run-queue.repository.ts';
import { aHookRun, aStoredScenario } from '../support/queue-rows.builder.ts';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';

const ONE = { owner: 'one/1', leaseMs: 60_000 };

describe('lanes', () => {
  const template = templateDatabase([{ schema: 'executor', migrations: EXECUTOR_MIGRATIONS }]);
  const queue = new RunQueueRepository(new RunLanes());
  let database: Database;
  let tenantId: string;
  let scenarioId: string;

  beforeAll(() => {
    database = template.database();
  });
  beforeEach(async () => {
    await template.asAdmin('truncate executor.run, executor.run_journal');
    tenantId = newOrganisationId();
    scenarioId = await aStoredScenario(template, tenantId);
  });

  const limit = (laneLimit: number): Promise<unknown> =>
    template.asAdmin('update executor.scenario set lane_limit = $2 where id = $1', [scenarioId, laneLimit]);
  const enqueue = async (count: number, scenario = scenarioId): Promise<string[]> => {
    const runs = Array.from({ length: count }, () => aHookRun(tenantId, scenario));
    await database.asWorker((sql) => queue.insertHookRuns(sql, runs, count, ONE));
    return runs.map(({ runId }) => runId);
  };
  const claimOnce = async (count: number): Promise<readonly HeldRun[]> =>
    (await database.asWorker((sql) => queue.claim(sql, count, ONE))).runs;
  /** What a worker does: asks again while there is something to look at. */
  const claim = async (count: number): Promise<readonly HeldRun[]> => {
    const runs: HeldRun[] = [];
    for (;;) {
      const found = await database.asWorker((sql) => queue.claim(sql, count, ONE));
      runs.push(...found.runs);
      if (found.lookedAt === 0) return runs;
    }
  };
  const finish = (runs: readonly HeldRun[]): Promise<number> =>
    database.asWorker(async (sql) => {
      const ended = runs.map((run) => ({ ...run, status: 'success' as const, operations: 1, finishedAt: new Date() }));
      return queue.admit(sql, (await queue.finish(sql, ended)).lanes);
    });
  const idsOf = (runs: readonly HeldRun[]): string[] => runs.map(({ runId }) => runId);

  it('let the runs of a sequential scenario go one after another, in the order they came in', async () => {
    await limit(1);
    const ids = await enqueue(5);
    const order: string[] = [];
    for (let runs = await claim(10); runs.length > 0; runs = await claim(10)) {
      expect(runs).toHaveLength(1);
      order.push(...idsOf(runs));
      await finish(runs);
    }
    expect(order).toEqual(ids);
  });

  it('let no more go on at a time than their limit, and the next one in when one ends', async () => {
    await limit(3);
    const ids = await enqueue(5);
    const first = await claim(10);
    expect(idsOf(first).sort()).toEqual(ids.slice(0, 3));
    expect(await finish(first.slice(0, 1))).toBe(1);
    expect(idsOf(await claim(10))).toEqual([ids[3]]);
  });

  it.each(['queued', 'waiting'] as const)('keep the place of a run that goes back to %s', async (state) => {
    await limit(1);
    const ids = await enqueue(2);
    const [run] = await claim(10);
    if (!run) throw new Error('Nothing was let in.');
    await database.asWorker((sql) => queue.handBack(sql, [{ ...run, state, dueInMs: 60_000 }]));
    expect(await claim(10)).toEqual([]);
    await template.asAdmin('update executor.run set due_at = now() where id = $1', [run.runId]);
    const again = await claim(10);
    expect(idsOf(again)).toEqual([ids[0]]);
    await finish(again);
    expect(idsOf(await claim(10))).toEqual([ids[1]]);
  });

  it('hide neither other runs of the organisation nor those of others behind a long queue of one lane', async () => {
    await limit(1);
    await enqueue(3_000);
    const free = await aStoredScenario(template, tenantId);
    const other = aHookRun(tenantId, free);
    await database.asWorker((sql) => queue.insertHookRuns(sql, [other], 0, ONE));
    const stranger = newOrganisationId();
    const theirs = aHookRun(stranger, await aStoredScenario(template, stranger));
    await database.asWorker((sql) => queue.insertHookRuns(sql, [theirs], 0, ONE));
    // The other organisation has its turn in the first claim, whatever lies in front of it by time.
    expect(idsOf(await claimOnce(10))).toContain(theirs.runId);
    const all = await claim(256);
    expect(idsOf(all)).toContain(other.runId);
    expect(all).toHaveLength(2);
    // From now on nothing of the lane is looked at: a claim finds just what is new.
    const late = aHookRun(tenantId, free);
    await database.asWorker((sql) => queue.insertHookRuns(sql, [late], 0, ONE));
    expect(idsOf(await claimOnce(1))).toEqual([late.runId]);
  });

  it('are never left standing, however many claim and finish at once', async () => {
    await limit(2);
    const ids = await enqueue(60);
    const begun = new Set<string>();
    let most = 0;
    const worker = async (): Promise<void> => {
      while (begun.size < ids.length) {
        const runs = await claimOnce(8);
        for (const { runId } of runs) {
          expect(begun.has(runId)).toBe(false);
          begun.add(runId);
        }
        const [held] = await template.asAdmin<{ count: number }>(
          `select count(*)::integer as count from executor.run where lane_held and state <> 'finished'`,
        );
        most = Math.max(most, held?.count ?? 0);
        if (runs.length > 0) await finish(runs);
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    expect(begun.size).toBe(60);
    expect(most).toBe(2);
    expect(await template.asAdmin(`select 1 from executor.run where state <> 'finished'`)).toEqual([]);
  }, 30_000);

  it('apart by key keep the order within a key and let keys pass each other', async () => {
    await template.asAdmin(
      `insert into executor.scenario_concurrency (tenant_id, scenario_id, lane_limit, key_template) values ($1, $2, 1, '{{1.customer}}')`,
      [tenantId, scenarioId],
    );
    const ids = await enqueue(4);
    const keys = ['a', 'a', 'b', 'a'];
    const asked: string[] = [];
    for (let runs = await claim(10); runs.length > 0; runs = await claim(10)) {
      const keyless = runs.filter(({ lane }) => lane === `${scenarioId}/?`);
      if (keyless.length === 0) break;
      for (const run of keyless) {
        asked.push(run.runId);
        const move = { from: run.lane ?? '', to: `${scenarioId}/${keys[ids.indexOf(run.runId)] ?? ''}` };
        expect(await database.asWorker((sql) => queue.assignLane(sql, run, move))).toBe(true);
      }
    }
    expect(asked).toEqual(ids);
    const running = await template.asAdmin<{ id: string; lane: string }>(
      `select id, lane from executor.run where state = 'running' order by id`,
    );
    expect(running.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it('let nobody assign a lane without the lease', async () => {
    await template.asAdmin(
      `insert into executor.scenario_concurrency (tenant_id, scenario_id, lane_limit, key_template) values ($1, $2, 1, '{{1.customer}}')`,
      [tenantId, scenarioId],
    );
    await enqueue(1);
    const [run] = await claim(10);
    if (!run) throw new Error('Nothing was let in.');
    const lost = { ...run, leaseToken: '99' };
    const move = { from: `${scenarioId}/?`, to: `${scenarioId}/a` };
    expect(await database.asWorker((sql) => queue.assignLane(sql, lost, move))).toBe(false);
  });
});
