import { randomUUID } from 'node:crypto';
import type { FinishedRun, ImportedScenario } from '@ebbflow/contracts';
import { describeWithKafka, startKafkaBroker, waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { base64Forms, findInFiles } from '../src/find-in-files.ts';
import { HouseOverKafka } from '../src/house-over-kafka.ts';
import { HttpSink } from '../src/http-sink.ts';

type Api = (path: string, init?: RequestInit) => Promise<Response>;

/** What must never be found in clear: a different string for each way in. */
function newCanaries(): Record<'body' | 'query' | 'header' | 'secret' | 'answer', string> {
  const canary = (where: string): string => `canary-${where}-${randomUUID()}`;
  return {
    body: canary('body'),
    query: canary('query'),
    header: canary('header'),
    secret: canary('secret'),
    answer: canary('answer'),
  };
}

const scenario = (sinkUrl: string, connectionId: string): object => ({
  name: 'Canary',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: { headers: true, method: true }, mapper: {} },
    {
      id: 2,
      module: 'util:SetVariable2',
      version: 1,
      mapper: { name: 'copy', scope: 'execution', value: '{{upper(1.text)}}{{1.text}}' },
    },
    {
      id: 3,
      module: 'http:ActionSendDataAPIKeyAuth',
      version: 3,
      parameters: { auth: connectionId, handleErrors: true },
      mapper: {
        url: `${sinkUrl}/{{1.text}}`,
        method: 'post',
        headers: [{ name: 'x-copy', value: '{{1.text}}' }],
        qs: [{ name: 'q', value: '{{1.q}}' }],
        bodyType: 'raw',
        contentType: 'application/json',
        data: '{"text": "{{1.text}}"}',
        parseResponse: true,
        rejectUnauthorized: true,
      },
    },
    { id: 4, module: 'json:ParseJSON', version: 1, mapper: { json: '{{if(1.fail; "{ not json " + 1.text; "{}")}}' } },
  ],
  metadata: { version: 1, instant: true, scenario: {} },
});

/** Sends the canaries through everything: a run that succeeds, a run that fails on its data, a refused request, a stored secret. */
async function sendCanaries(api: Api, sinkUrl: string, canaries: ReturnType<typeof newCanaries>): Promise<void> {
  const connection = (await (
    await api('vault/v1/connections', {
      method: 'POST',
      body: JSON.stringify({
        name: 'Canary',
        kind: 'api-key',
        settings: { placement: 'header', parameterName: 'x-api-key' },
        secret: { key: canaries.secret },
        allowedOrigins: [sinkUrl],
      }),
    })
  ).json()) as { id: string };
  const imported = (await (
    await api('executor/v1/scenarios', {
      method: 'POST',
      body: JSON.stringify({ blueprint: scenario(sinkUrl, connection.id) }),
    })
  ).json()) as ImportedScenario;
  await api(`executor/v1/scenarios/${imported.scenarioId}/activation`, {
    method: 'PUT',
    body: JSON.stringify({ active: true }),
  });
  const hook = imported.hooks[0]?.url ?? '';
  for (const body of [
    JSON.stringify({ text: canaries.body }),
    JSON.stringify({ text: canaries.body, fail: true }),
    `{"text": "${canaries.body}`,
  ]) {
    await fetch(`${hook}?q=${canaries.query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-canary': canaries.header },
      body,
    });
  }
  const runs = await waitFor(
    async () => {
      const { items } = (await (await api(`log-store/v1/runs?scenarioId=${imported.scenarioId}`)).json()) as {
        items: FinishedRun[];
      };
      return items.length === 2 ? items : undefined;
    },
    { what: 'both runs to be readable', timeoutMs: 30_000 },
  );
  expect(runs.map((run) => run.status).sort()).toEqual(['error', 'success']);
  // It is kept, sealed: its owner reads it back.
  const kept = await Promise.all(runs.map(async (run) => (await api(`log-store/v1/runs/${run.id}`)).text()));
  expect(kept.join()).toContain(canaries.body);
  expect(kept.join()).toContain(canaries.answer);
  expect(kept.join()).not.toContain(canaries.secret);
}

/** Every row of every table, as text. */
async function allRows(adminUrl: string): Promise<string> {
  const database = new Client({ connectionString: adminUrl });
  await database.connect();
  const { rows: tables } = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const dump: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    dump.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  await database.end();
  return dump.join('\n');
}

function expectNowhere(text: string, canaries: ReturnType<typeof newCanaries>): void {
  for (const canary of Object.values(canaries)) {
    const forms = [
      Buffer.from(canary),
      Buffer.from(canary.toUpperCase()),
      Buffer.from(Buffer.from(canary).toString('hex')),
      ...base64Forms(canary),
    ];
    const bytes = Buffer.from(text);
    expect(forms.filter((form) => bytes.includes(form)).map((form) => `${canary} as ${form.toString()}`)).toEqual([]);
  }
}

function needlesOf(canaries: ReturnType<typeof newCanaries>): Buffer[] {
  return Object.values(canaries).flatMap((canary) => [
    Buffer.from(canary),
    Buffer.from(canary.toUpperCase()),
    ...base64Forms(canary),
  ]);
}

describe('a canary sent through every door', () => {
  it('is in no log line, table, write-ahead log, blob or other file of the all-in-one', async () => {
    const canaries = newCanaries();
    await using sink = await HttpSink.start(() => ({ status: 200, json: { said: canaries.answer } }));
    await using ebbflow = new AllInOneProcess({ EBB_EGRESS_ALLOW: '127.0.0.0/8', EBB_LOG_LEVEL: 'debug' });
    await ebbflow.start();
    await sendCanaries((path, init) => ebbflow.api(path, init), sink.url, canaries);
    expect(sink.requests[0]?.headers['x-api-key']).toBe(canaries.secret);
    expectNowhere(await allRows(ebbflow.adminUrl), canaries);
    await ebbflow.stop();
    expectNowhere(ebbflow.output, canaries);
    // The search reaches the database's own files: what it finds there for sure proves that it would find a canary too.
    expect(findInFiles(ebbflow.dataDir, [Buffer.from('Sample: answer an order')]).join()).toContain('postgres-');
    expect(findInFiles(ebbflow.dataDir, needlesOf(canaries))).toEqual([]);
  }, 240_000);
});

await describeWithKafka('a canary sent through every door over Kafka', () => {
  it('is in no topic, key or header, nor in what the separate services print', async () => {
    const broker = await startKafkaBroker();
    if ('unavailable' in broker) throw new Error(broker.unavailable);
    await using _removed = { [Symbol.asyncDispose]: () => broker.remove() };
    const canaries = newCanaries();
    await using sink = await HttpSink.start(() => ({ status: 200, json: { said: canaries.answer } }));
    await using house = await HouseOverKafka.start(broker.brokers, {
      EBB_EGRESS_ALLOW: '127.0.0.0/8',
      EBB_LOG_LEVEL: 'debug',
    });
    await sendCanaries((path, init) => house.api(path, init), sink.url, canaries);
    expectNowhere(await allRows(house.adminUrl), canaries);
    await house.stop();
    await broker.stop();
    for (const service of Object.values(house.services)) expectNowhere(service.output, canaries);
    expect(findInFiles(house.folder, [Buffer.from('Over Kafka')]).join()).toContain('postgres');
    expect(findInFiles(broker.folder, [Buffer.from('ebbflow.gateway.hook-received.v1')]).length).toBeGreaterThan(0);
    expect(findInFiles(house.folder, needlesOf(canaries))).toEqual([]);
    expect(findInFiles(broker.folder, needlesOf(canaries))).toEqual([]);
  }, 360_000);
});
