import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FinishedRun, ImportedScenario } from '@ebbflow/contracts';
import { describeWithKafka, waitFor } from '@ebbflow/testing';
import { HouseOverKafka } from '../src/house-over-kafka.ts';
import { HttpSink } from '../src/http-sink.ts';

await describeWithKafka('services as separate processes over a real broker', (brokers) => {
  let house: HouseOverKafka;
  let sink: HttpSink;

  beforeAll(async () => {
    sink = await HttpSink.start();
    house = await HouseOverKafka.start(brokers, { EBB_EGRESS_ALLOW: '127.0.0.0/8' });
  }, 240_000);

  afterAll(async () => {
    await house[Symbol.asyncDispose]();
    await sink[Symbol.asyncDispose]();
  }, 60_000);

  async function activeScenario(): Promise<{ scenarioId: string; hook: string }> {
    const text = readFileSync(join(import.meta.dirname, '../blueprints/order-to-crm.json'), 'utf8').replaceAll(
      '@SINK@',
      sink.url,
    );
    const answer = await house.api('executor/v1/scenarios', {
      method: 'POST',
      body: JSON.stringify({ blueprint: JSON.parse(text) as unknown }),
    });
    const imported = (await answer.json()) as ImportedScenario;
    await house.api(`executor/v1/scenarios/${imported.scenarioId}/activation`, {
      method: 'PUT',
      body: JSON.stringify({ active: true }),
    });
    return { scenarioId: imported.scenarioId, hook: imported.hooks[0]?.url ?? '' };
  }

  async function post(hook: string, order: string): Promise<number> {
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: 'ada', order, items: ['tea'] }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async function finishedRuns(scenarioId: string, count: number): Promise<FinishedRun[]> {
    return waitFor(
      async () => {
        const { items } = (await (await house.api(`log-store/v1/runs?scenarioId=${scenarioId}&limit=200`)).json()) as {
          items: FinishedRun[];
        };
        return items.length >= count ? items : undefined;
      },
      { what: `${String(count)} finished runs`, timeoutMs: 30_000 },
    );
  }

  it('turns a webhook into a finished run that can be read back', async () => {
    const { scenarioId, hook } = await activeScenario();
    expect(await post(hook, 'K-1')).toBe(200);
    const [run] = await finishedRuns(scenarioId, 1);
    expect(run).toMatchObject({ status: 'success', operations: 3 });
    const detail = (await (await house.api(`log-store/v1/runs/${run?.id ?? ''}`)).json()) as {
      modules: { module: string }[];
    };
    expect(detail.modules.map((step) => step.module)).toContain('http:ActionSendData');
    expect(sink.requests.filter((request) => request.headers['x-order'] === 'K-1').length).toBe(1);
  }, 60_000);

  it('keeps every accepted webhook through kill -9 of the executor, and finishes none twice', async () => {
    const { scenarioId, hook } = await activeScenario();
    const orders = Array.from({ length: 60 }, (_, number) => `KX-${String(number)}`);
    const posting = Promise.all(orders.map((order) => post(hook, order)));
    await waitFor(() => sink.requests.some((request) => request.headers['x-order']?.startsWith('KX-')), {
      what: 'the first calls',
    });
    await house.services.executor.stop('SIGKILL');
    expect(new Set(await posting)).toEqual(new Set([200]));
    await house.services.executor.start();
    const runs = await finishedRuns(scenarioId, orders.length);
    expect(runs.length).toBe(orders.length);
    expect(new Set(runs.map((run) => run.id)).size).toBe(orders.length);
    expect(
      new Set(sink.requests.map((request) => request.headers['x-order']).filter((order) => order?.startsWith('KX-'))),
    ).toEqual(new Set(orders));
  }, 240_000);

  it('drains each service on SIGTERM and exits 0', async () => {
    const codes = await house.stop();
    expect(new Set(Object.values(codes))).toEqual(new Set([0]));
  }, 60_000);
});
