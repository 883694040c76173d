import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FinishedRun, ImportedScenario, Scenario } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { base64Forms, findInFiles } from '../src/find-in-files.ts';
import { HttpSink } from '../src/http-sink.ts';

const canary = (where: string): string => `canary-${where}-${randomUUID()}`;
/** About a person, and tied to the connection: what it is called, whose account it is, and what came through it. */
const personal = { name: canary('name'), account: canary('account'), answer: canary('answer') };
const secrets = { clientSecret: canary('secret'), accessToken: canary('token') };

const scenario = (sinkUrl: string, account: string): object => ({
  name: 'Works with the connection',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
    {
      id: 2,
      module: 'http:ActionSendDataOAuth',
      version: 3,
      parameters: { account, handleErrors: true },
      mapper: { url: `${sinkUrl}/me`, method: 'get', parseResponse: true, rejectUnauthorized: true },
    },
    {
      id: 3,
      module: 'json:ParseJSON',
      version: 1,
      mapper: { json: '{{if(1.fail; "{ not json " + 2.data.said; "{}")}}' },
    },
  ],
  metadata: { version: 1, instant: true, scenario: { dlq: true } },
});

describe('a connection that is removed, over the whole house', () => {
  let ebbflow: AllInOneProcess;
  let sink: HttpSink;
  let scenarioId: string;
  let connectionId: string;
  let runs: FinishedRun[];

  const post = (path: string, body: object, method = 'POST'): Promise<Response> =>
    ebbflow.api(path, { method, body: JSON.stringify(body) });
  const read = async <Answer>(path: string): Promise<Answer> => (await ebbflow.api(path)).json() as Promise<Answer>;
  const rowsOf = async <Row extends object>(sql: string): Promise<Row[]> => {
    const database = new Client({ connectionString: ebbflow.adminUrl });
    await database.connect();
    try {
      return (await database.query<Row>(sql)).rows;
    } finally {
      await database.end();
    }
  };
  /** Every row of every table, as text. */
  const allRows = async (): Promise<string> => {
    const tables = await rowsOf<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const text: string[] = [];
    for (const { name } of tables) {
      const rows = await rowsOf<{ row: string }>(`select t::text as row from ${name} t`);
      text.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return text.join('\n');
  };
  /** Which of them, in any of the forms in which they could lie there. */
  const foundIn = (text: string, canaries: object): string[] =>
    Object.entries(canaries)
      .filter(([, value]) => {
        const forms = [String(value), Buffer.from(String(value)).toString('hex'), ...base64Forms(String(value))];
        return forms.some((form) => text.includes(form.toString()));
      })
      .map(([name]) => name);
  const shownOf = (run: FinishedRun): Promise<string> =>
    ebbflow.api(`log-store/v1/runs/${run.id}`).then((answer) => answer.text());

  beforeAll(async () => {
    sink = await HttpSink.start(({ path }) =>
      path === '/token'
        ? { status: 200, json: { access_token: secrets.accessToken, token_type: 'Bearer', expires_in: 3600 } }
        : { status: 200, json: { said: personal.answer } },
    );
    ebbflow = new AllInOneProcess({ EBB_EGRESS_ALLOW: '127.0.0.0/8', EBB_LOG_LEVEL: 'debug' });
    await ebbflow.start();
    const connection = await post('vault/v1/connections', {
      name: personal.name,
      kind: 'client-credentials',
      settings: {
        tokenUrl: `${sink.url}/token`,
        revocationUrl: `${sink.url}/revoke`,
        clientId: personal.account,
        authStyle: 'body',
      },
      secret: { clientSecret: secrets.clientSecret },
      allowedOrigins: [sink.url],
    });
    expect(connection.status).toBe(201);
    connectionId = ((await connection.json()) as { id: string }).id;
    const imported = (await (
      await post('executor/v1/scenarios', { blueprint: scenario(sink.url, connectionId) })
    ).json()) as ImportedScenario;
    scenarioId = imported.scenarioId;
    expect((await post(`executor/v1/scenarios/${scenarioId}/activation`, { active: true }, 'PUT')).status).toBe(200);
    for (const body of ['{}', '{"fail": true}']) {
      const headers = { 'content-type': 'application/json' };
      await fetch(imported.hooks[0]?.url ?? '', { method: 'POST', headers, body });
    }
    runs = await waitFor(
      async () => {
        const { items } = await read<{ items: FinishedRun[] }>(`log-store/v1/runs?scenarioId=${scenarioId}`);
        return items.length === 2 ? items : undefined;
      },
      { what: 'both runs to be readable', timeoutMs: 30_000 },
    );
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
    await sink[Symbol.asyncDispose]();
  }, 30_000);

  it('is there before, with all that hangs from it: its record, its uses, runs that show what came through it, one put aside', async () => {
    expect(foundIn(await allRows(), personal).sort()).toEqual(['account', 'name']);
    expect((await Promise.all(runs.map(shownOf))).map((text) => text.includes(personal.answer))).toEqual([true, true]);
    const { items } = await read<{ items: unknown[] }>(`vault/v1/connections/${connectionId}/uses`);
    expect(items).toHaveLength(1);
    const aside = `select 1 from executor.incomplete_execution where scenario_id = '${scenarioId}' and content_sealed is not null`;
    expect(await rowsOf(aside)).toHaveLength(1);
  });

  it('takes all of it along, in every service, by itself', async () => {
    expect((await ebbflow.api(`vault/v1/connections/${connectionId}`, { method: 'DELETE' })).status).toBe(204);
    await waitFor(async () => (await Promise.all(runs.map(shownOf))).every((text) => !text.includes(personal.answer)), {
      what: 'the runs to be erased',
      timeoutMs: 30_000,
    });
    expect((await ebbflow.api(`vault/v1/connections/${connectionId}`)).status).toBe(404);
    expect(foundIn(await allRows(), { ...personal, ...secrets })).toEqual([]);
    const sealed = await rowsOf(`
      select 'details' from log_store.execution_details where scenario_id = '${scenarioId}' and key_version is not null union all
      select 'aside' from executor.incomplete_execution where scenario_id = '${scenarioId}' and content_sealed is not null union all
      select 'journal' from executor.run_journal join executor.run on run.id = run_journal.run_id where scenario_id = '${scenarioId}' union all
      select 'use' from vault.connection_use union all
      select 'connection' from vault.connection`);
    expect(sealed).toEqual([]);
  });

  it('has its token revoked at the provider, and leaves a record that says nothing about a person', async () => {
    const revoked = sink.requests.filter(({ path }) => path === '/revoke').map(({ body }) => new URLSearchParams(body));
    expect(revoked.map((form) => form.get('token'))).toEqual([secrets.accessToken]);
    const left = await rowsOf<Record<string, unknown>>('select * from vault.removed_connection');
    expect(left).toEqual([
      expect.objectContaining({ id: connectionId, kind: 'client-credentials', revocation: 'done' }),
    ]);
    expect(Object.keys(left[0] ?? {}).sort()).toEqual([
      'created_at',
      'id',
      'kind',
      'removed_at',
      'revocation',
      'tenant_id',
    ]);
  });

  it('leaves its scenario switched off, which says why, and that its runs happened', async () => {
    const scenarioNow = await read<Scenario>(`executor/v1/scenarios/${scenarioId}`);
    expect(scenarioNow).toMatchObject({ isActive: false, deactivatedReason: 'CONNECTION_REMOVED' });
    const check = await read<{ findings: { code: string }[] }>(`executor/v1/scenarios/${scenarioId}/activation-check`);
    expect(check.findings.map(({ code }) => code)).toContain('EXECUTOR.CONNECTION_MISSING');
    const { items } = await read<{ items: FinishedRun[] }>(`log-store/v1/runs?scenarioId=${scenarioId}`);
    expect(items.map(({ id }) => id).sort()).toEqual(runs.map(({ id }) => id).sort());
  });

  it('is in no blob and no log line; and its secrets were never in any file at all', async () => {
    await ebbflow.stop();
    const log = readFileSync(join(ebbflow.dataDir, 'ebbflow.log'), 'utf8');
    expect(log).toContain('"level"');
    expect(foundIn(`${log}${ebbflow.output}`, { ...personal, ...secrets })).toEqual([]);
    const needles = (canaries: object): Buffer[] =>
      Object.values(canaries).flatMap((value) => [Buffer.from(String(value)), ...base64Forms(String(value))]);
    expect(findInFiles(join(ebbflow.dataDir, 'blobs'), needles(personal))).toEqual([]);
    expect(findInFiles(ebbflow.dataDir, needles(secrets))).toEqual([]);
  }, 60_000);
});
