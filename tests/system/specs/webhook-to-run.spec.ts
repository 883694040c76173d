import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedScenario } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { HttpSink } from '../src/http-sink.ts';

interface RunList {
  items: { id: string; state: string; status: string; operations: number }[];
}
interface RunDetail {
  state: string;
  status: string;
  operations: number;
  modules: { moduleId: number; module: string; bundles: Record<string, unknown>[] }[] | null;
}

describe('a scenario imported from a blueprint', () => {
  let ebbflow: AllInOneProcess;
  let sink: HttpSink;

  beforeAll(async () => {
    sink = await HttpSink.start();
    ebbflow = new AllInOneProcess({ EBB_EGRESS_ALLOW: '127.0.0.0/8' });
    await ebbflow.start();
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
    await sink[Symbol.asyncDispose]();
  }, 30_000);

  async function importBlueprint(): Promise<ImportedScenario> {
    const file = join(ebbflow.dataDir, 'blueprint.json');
    const text = readFileSync(join(import.meta.dirname, '../blueprints/order-to-crm.json'), 'utf8');
    writeFileSync(file, text.replaceAll('@SINK@', sink.url));
    return ebbflow.ebbflow<ImportedScenario>('blueprint', 'import', file, '--activate');
  }

  async function finishedRuns(scenarioId: string, count: number): Promise<RunList['items']> {
    return waitFor(
      async () => {
        const { items } = await ebbflow.ebbflow<RunList>('runs', 'list', '--scenario', scenarioId);
        const finished = items.filter((run) => run.state === 'finished');
        return finished.length >= count ? finished : undefined;
      },
      { timeoutMs: 20_000, what: `${String(count)} finished runs` },
    );
  }

  it('runs when a webhook arrives, calls the HTTP service, and can be read back module by module', async () => {
    const scenario = await importBlueprint();
    expect(scenario.placeholders).toEqual([]);
    const hook = scenario.hooks[0]?.url ?? '';

    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: 'ada', order: 'A-7', items: ['tea', 'cup'] }),
    });
    expect([answer.status, await answer.text()]).toEqual([200, 'Accepted']);

    const [run] = await finishedRuns(scenario.scenarioId, 1);
    expect(run).toMatchObject({ status: 'success', operations: 3 });

    const call = sink.requests.find((request) => request.headers['x-order'] === 'A-7');
    expect(call).toMatchObject({ method: 'POST', path: '/orders?source=ebbflow' });
    expect(JSON.parse(call?.body ?? '')).toEqual({ customer: 'ADA', order: 'A-7' });
    expect(call?.headers['idempotency-key']).toMatch(/\S{16,}/);

    const detail = await ebbflow.ebbflow<RunDetail>('runs', 'show', run?.id ?? '');
    expect(detail.modules?.map((step) => step.module)).toEqual([
      'gateway:CustomWebHook',
      'util:SetVariables',
      'http:ActionSendData',
    ]);
    expect(detail.modules?.[2]?.bundles[0]).toMatchObject({ statusCode: 200, data: { ok: true } });
  }, 60_000);

  it('takes the fallback route when no other route matches, and calls nobody', async () => {
    const scenario = await importBlueprint();
    const before = sink.requests.length;
    await fetch(scenario.hooks[0]?.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: 'bo', order: 'A-8', items: [] }),
    });
    const [run] = await finishedRuns(scenario.scenarioId, 1);
    const detail = await ebbflow.ebbflow<RunDetail>('runs', 'show', run?.id ?? '');
    expect(detail.modules?.map((step) => step.moduleId)).toEqual([1, 2, 5]);
    expect(sink.requests.length).toBe(before);
  }, 60_000);

  it('exports exactly what was imported', async () => {
    const scenario = await importBlueprint();
    const { stdout } = await ebbflow.ebbflowRaw('blueprint', 'export', scenario.scenarioId);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(ebbflow.dataDir, 'blueprint.json'), 'utf8')));
  }, 60_000);
});
