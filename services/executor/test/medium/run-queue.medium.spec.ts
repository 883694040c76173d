import { newId } from '@ebbflow/kernel';
import { newOrganisationId, templateDatabase, waitFor } from '@ebbflow/testing';
import type { Database } from '@ebbflow/persistence';
import { type HeldRun, leaseKey } from '../../src/runs/held-run.ts';
import { RunLanes } from '../../src/runs/lanes/run-lanes.ts';
import { RunQueueRepository } from '../../src/runs/run-queue.repository.ts';
import { aHookRun, aStoredScenario } from '../support/queue-rows.builder.ts';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';

const ONE = { owner: 'one/1', leaseMs: 60_000 };
const TWO = { owner: 'two/1', leaseMs: 60_000 };

describe('the queue of runs', () => {
  const template = templateDatabase([{ schema: 'executor', migrations: EXECUTOR_MIGRATIONS }]);
  const queue = new RunQueueRepository(new RunLanes());
  const tenantId = newOrganisationId();
  let database: Database;
  let scenarioId: string;

  beforeAll(async () => {
    database = template.database();
    scenarioId = await aStoredScenario(template, tenantId);
  });
  beforeEach(() => template.asAdmin('truncate executor.run, executor.run_journal'));

  const enqueue = (count: number): Promise<unknown> =>
    database.asWorker((sql) =>
      queue.insertHookRuns(
        sql,
        Array.from({ length: count }, () => aHookRun(tenantId, scenarioId)),
        0,
        ONE,
      ),
    );
  const claim = (count: number, terms = ONE): Promise<HeldRun[]> =>
    database.asWorker(async (sql) => [...(await queue.claim(sql, count, terms)).runs]);
  const claimOne = async (terms = ONE): Promise<HeldRun> => {
    const [run] = await claim(1, terms);
    if (!run) throw new Error('Nothing was due.');
    return run;
  };
  const expire = (run: HeldRun): Promise<unknown> =>
    template.asAdmin(`update executor.run set due_at = now() - interval '1 second' where id = $1`, [run.runId]);
  const append = (run: HeldRun, stepKey: string): Promise<Set<string>> =>
    database.asWorker((sql) =>
      queue.appendJournal(sql, [{ ...run, stepKey, outcome: Buffer.from(stepKey), keyVersion: 1 }]),
    );
  const finish = (run: HeldRun): Promise<Set<string>> =>
    database.asWorker(
      async (sql) =>
        (await queue.finish(sql, [{ ...run, status: 'success', operations: 2, finishedAt: new Date() }])).ended,
    );
  const rowOf = async (run: HeldRun): Promise<Record<string, unknown>> =>
    (await template.asAdmin<Record<string, unknown>>('select * from executor.run where id = $1', [run.runId]))[0] ?? {};

  it('leases the first of a batch to who stores it and queues the rest', async () => {
    const runs = [aHookRun(tenantId, scenarioId), aHookRun(tenantId, scenarioId), aHookRun(tenantId, scenarioId)];
    const { storedCount, leased } = await database.asWorker((sql) => queue.insertHookRuns(sql, runs, 2, ONE));
    expect(storedCount).toBe(3);
    expect(leased.map(({ runId }) => runId).sort()).toEqual([runs[0]?.runId, runs[1]?.runId].sort());
    expect((await claim(10, TWO)).map(({ runId }) => runId)).toEqual([runs[2]?.runId]);
  });

  it('makes one run of one delivery, however often it is stored', async () => {
    const run = aHookRun(tenantId, scenarioId);
    await database.asWorker((sql) => queue.insertHookRuns(sql, [run], 1, ONE));
    const again = await database.asWorker((sql) => queue.insertHookRuns(sql, [run], 1, TWO));
    expect(again).toEqual({ storedCount: 0, leased: [] });
  });

  it('stores nothing for a scenario of another organisation', async () => {
    const stranger = aHookRun(newOrganisationId(), scenarioId);
    const { storedCount } = await database.asWorker((sql) => queue.insertHookRuns(sql, [stranger], 1, ONE));
    expect(storedCount).toBe(0);
  });

  it('gives each due run to one of many claimers', async () => {
    await enqueue(40);
    const claimed = await Promise.all(Array.from({ length: 5 }, () => claim(10)));
    const ids = claimed.flat().map(({ runId }) => runId);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('serves the first run of every organisation before the second of any', async () => {
    await enqueue(30);
    const other = newOrganisationId();
    const theirs = await aStoredScenario(template, other);
    await database.asWorker((sql) =>
      queue.insertHookRuns(sql, [aHookRun(other, theirs), aHookRun(other, theirs)], 0, ONE),
    );
    const claimed = await claim(4);
    expect(claimed.filter((run) => run.tenantId === other)).toHaveLength(2);
  });

  it('lets another worker take over once the lease is over, and not before', async () => {
    await enqueue(1);
    const first = await claimOne();
    expect(await claim(1, TWO)).toEqual([]);
    await expire(first);
    const second = await claimOne(TWO);
    expect(second.runId).toBe(first.runId);
    expect(Number(second.leaseToken)).toBeGreaterThan(Number(first.leaseToken));
    expect(second.startedAt).toEqual(first.startedAt);
  });

  it('refuses every write under a lease that was lost', async () => {
    await enqueue(1);
    const lost = await claimOne();
    await expire(lost);
    await claimOne(TWO);
    expect(await append(lost, '2#1')).toEqual(new Set());
    expect(await finish(lost)).toEqual(new Set());
    expect(await database.asWorker((sql) => queue.renew(sql, [lost], 1_000))).toEqual(new Set());
    expect(await database.asWorker((sql) => queue.handBack(sql, [{ ...lost, state: 'queued', dueInMs: 0 }]))).toEqual(
      new Set(),
    );
    expect(await rowOf(lost)).toMatchObject({ state: 'running', lease_owner: TWO.owner });
    expect(await template.asAdmin('select 1 from executor.run_journal')).toEqual([]);
  });

  it('tells two leases of one run apart within one batch', async () => {
    await enqueue(1);
    const lost = await claimOne();
    await expire(lost);
    const held = await claimOne();
    const ended = [lost, held].map((run) => ({
      ...run,
      status: 'success' as const,
      operations: 1,
      finishedAt: new Date(),
    }));
    expect((await database.asWorker((sql) => queue.finish(sql, ended))).ended).toEqual(new Set([leaseKey(held)]));
  });

  it('hands the journal to the next attempt and forgets it, and the input, at the end', async () => {
    await enqueue(1);
    const first = await claimOne();
    expect(first.journal).toEqual([]);
    expect(await append(first, '2#1')).toEqual(new Set([leaseKey(first)]));
    await append(first, '2#1');
    await expire(first);
    const second = await claimOne(TWO);
    expect(second.journal).toEqual([{ stepKey: '2#1', outcome: Buffer.from('2#1'), keyVersion: 1 }]);
    expect(await finish(second)).toEqual(new Set([leaseKey(second)]));
    expect(await template.asAdmin('select 1 from executor.run_journal')).toEqual([]);
    expect(await rowOf(second)).toMatchObject({
      state: 'finished',
      status: 'success',
      input_sealed: null,
      due_at: null,
    });
  });

  it('never lets a claim pass by an append that is under way', async () => {
    await enqueue(1);
    const first = await claimOne();
    await expire(first);
    await database.asWorker(async (sql) => {
      await queue.appendJournal(sql, [{ ...first, stepKey: '2#1', outcome: Buffer.from('2#1'), keyVersion: 1 }]);
      expect(await claim(1, TWO)).toEqual([]);
    });
    expect((await claimOne(TWO)).journal).toHaveLength(1);
  });

  it('never changes a finished run', async () => {
    await enqueue(1);
    const run = await claimOne();
    await finish(run);
    expect(await finish(run)).toEqual(new Set());
    expect(await append(run, '9#1')).toEqual(new Set());
    expect(await database.asWorker((sql) => queue.handBack(sql, [{ ...run, state: 'queued', dueInMs: 0 }]))).toEqual(
      new Set(),
    );
    expect(await claim(1)).toEqual([]);
    await expect(
      template.asAdmin(`update executor.run set state = 'queued' where id = $1`, [run.runId]),
    ).rejects.toThrow(/cannot change while it is finished/);
  });

  it('wakes a waiting run when its pause is over', async () => {
    await enqueue(1);
    const run = await claimOne();
    await database.asWorker((sql) => queue.handBack(sql, [{ ...run, state: 'waiting', dueInMs: 150 }]));
    expect(await rowOf(run)).toMatchObject({ state: 'waiting', lease_owner: null });
    expect(await claim(1)).toEqual([]);
    expect((await waitFor(async () => (await claim(1))[0])).runId).toBe(run.runId);
  });

  it('keeps a pause of thirty days as a row that no claim looks at until it is over', async () => {
    await enqueue(1);
    const run = await claimOne();
    const dueInMs = 30 * 86_400_000;
    await database.asWorker((sql) => queue.handBack(sql, [{ ...run, state: 'waiting', dueInMs }]));
    const found = await database.asWorker((sql) => queue.claim(sql, 10, ONE));
    expect(found).toMatchObject({ runs: [], lookedAt: 0 });
    // Leases that end and processes that die have nothing to do with it.
    expect(await database.asWorker((sql) => queue.takeOver(sql, 'one', TWO.owner))).toBe(0);
    await expire(run);
    expect(await claimOne()).toMatchObject({ runId: run.runId, startedAt: run.startedAt });
  });

  it('takes over at once what another start of the same node held, and nothing else', async () => {
    await enqueue(3);
    const dead = await claimOne({ owner: 'one/0', leaseMs: 60_000 });
    await claimOne(ONE);
    await claimOne({ owner: 'one2/0', leaseMs: 60_000 });
    expect(await database.asWorker((sql) => queue.takeOver(sql, 'one', ONE.owner))).toBe(1);
    expect((await claim(10)).map(({ runId }) => runId)).toEqual([dead.runId]);
  });

  it('shows an organisation none of the runs of another', async () => {
    await enqueue(1);
    const rows = await database.withTenant(newId('org'), (sql) =>
      sql.query({ name: 'all-runs', text: 'select id from executor.run' }),
    );
    expect(rows).toEqual([]);
    const own = await database.withTenant(tenantId, (sql) =>
      sql.query({ name: 'all-runs', text: 'select id from executor.run' }),
    );
    expect(own).toHaveLength(1);
  });
});
