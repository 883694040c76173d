import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { ImportedScenario } from '@ebbflow/contracts';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { pointer: string; message: string }[];
}

const hookOnly = (parameters: object = {}): object => ({
  name: 'Only a hook',
  flow: [{ id: 1, module: 'gateway:CustomWebHook', version: 1, parameters, mapper: {} }],
  metadata: { version: 1, scenario: {} },
});

describe('bad input', () => {
  let ebbflow: AllInOneProcess;

  beforeAll(async () => {
    ebbflow = new AllInOneProcess();
    await ebbflow.start();
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
  }, 90_000);

  async function importBlueprint(blueprint: unknown): Promise<Response> {
    return ebbflow.api('executor/v1/scenarios', { method: 'POST', body: JSON.stringify({ blueprint }) });
  }

  async function activeHook(blueprint: object): Promise<{ scenarioId: string; url: string }> {
    const imported = (await (await importBlueprint(blueprint)).json()) as ImportedScenario;
    await activate(imported.scenarioId, true);
    return { scenarioId: imported.scenarioId, url: imported.hooks[0]?.url ?? '' };
  }

  async function activate(scenarioId: string, active: boolean): Promise<Response> {
    return ebbflow.api(`executor/v1/scenarios/${scenarioId}/activation`, {
      method: 'PUT',
      body: JSON.stringify({ active }),
    });
  }

  async function problem(answer: Response): Promise<Problem> {
    expect(answer.headers.get('content-type')).toMatch(/application\/problem\+json/);
    const text = await answer.text();
    expect(text).not.toMatch(/at .*\.(js|ts):\d+/);
    return JSON.parse(text) as Problem;
  }

  it('answers 404 for a hook nobody has', async () => {
    const answer = await fetch(`${ebbflow.doorUrl}/hook/${'a'.repeat(32)}`, { method: 'POST', body: '{}' });
    expect(await problem(answer)).toMatchObject({ status: 404 });
  });

  it('answers 410 for the hook of a scenario that is switched off', async () => {
    const { scenarioId, url } = await activeHook(hookOnly());
    expect(
      (await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(200);
    await activate(scenarioId, false);
    const answer = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(await problem(answer)).toMatchObject({ status: 410 });
  });

  it('answers 413 to more than 5 MB without reading it all', async () => {
    const { url } = await activeHook(hookOnly());
    const declared = 400 * 1_048_576;
    const status = await new Promise<number>((resolve, reject) => {
      const outgoing = request(url, { method: 'POST', headers: { 'content-length': declared } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
        outgoing.destroy();
      });
      outgoing.on('error', reject);
      outgoing.write('x');
    });
    expect(status).toBe(413);
  });

  it('answers 400 to malformed JSON, and accepts the same bytes where the hook passes JSON through', async () => {
    const body = '{"broken": ';
    const headers = { 'content-type': 'application/json' };
    const strict = await activeHook(hookOnly());
    expect(await problem(await fetch(strict.url, { method: 'POST', body, headers }))).toMatchObject({ status: 400 });
    const passing = await activeHook(hookOnly({ stringify: true }));
    expect((await fetch(passing.url, { method: 'POST', body, headers })).status).toBe(200);
  });

  it('answers 422 to a blueprint that does not parse, with the path of each fault, and saves nothing', async () => {
    const before = (await (await ebbflow.api('executor/v1/scenarios')).json()) as { items: unknown[] };
    const answer = await importBlueprint({ name: 'x', flow: [{ id: 1 }, { id: 'two', module: 'json:ParseJSON' }, 7] });
    const { status, errors } = await problem(answer);
    expect(status).toBe(422);
    expect(errors?.map((fault) => fault.pointer)).toEqual(['/flow/0/module', '/flow/1/id', '/flow/2']);
    const after = (await (await ebbflow.api('executor/v1/scenarios')).json()) as { items: unknown[] };
    expect(after.items.length).toBe(before.items.length);
  });

  it('imports an unknown module as a placeholder that keeps its data and blocks activation', async () => {
    const blueprint = {
      ...hookOnly(),
      flow: [
        { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
        {
          id: 2,
          module: 'no-such-app:doThings',
          version: 3,
          parameters: { deep: { kept: true } },
          mapper: { x: '{{1.y}}' },
        },
      ],
    };
    const imported = (await (await importBlueprint(blueprint)).json()) as ImportedScenario;
    expect(imported.placeholders).toMatchObject([{ moduleId: 2, module: 'no-such-app:doThings' }]);
    const refused = await problem(await activate(imported.scenarioId, true));
    expect(refused).toMatchObject({ status: 409, code: 'EXECUTOR.CANNOT_BE_ACTIVE', errors: [{ pointer: '/flow/1' }] });
    const exported: unknown = await (
      await ebbflow.api(`executor/v1/scenarios/${imported.scenarioId}/blueprint`)
    ).json();
    expect(exported).toEqual(blueprint);
  });

  it.each([
    ['no body', undefined],
    ['not JSON', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a deep nest', '['.repeat(20_000)],
    ['a poisoned key', '{"__proto__": {"polluted": true}, "blueprint": {"flow": []}}'],
  ])('answers 4xx with a code, never 500, to an import with %s', async (_name, body) => {
    const answer = await ebbflow.api('executor/v1/scenarios', {
      method: 'POST',
      ...(body === undefined ? {} : { body }),
    });
    const { status, code } = await problem(answer);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(code).toMatch(/^[A-Z_]+\.[A-Z_]+$/);
  });

  it('answers 401 without a token and with a wrong one, on every service behind the edge', async () => {
    for (const path of [
      'executor/v1/scenarios',
      'vault/v1/connections',
      'log-store/v1/runs',
      'gateway/v1/hooks',
      'retention/v1/policy',
      'identity/v1/me',
    ]) {
      const bare = await fetch(`${ebbflow.consoleUrl}/api/${path}`);
      const wrong = await fetch(`${ebbflow.consoleUrl}/api/${path}`, {
        headers: { authorization: `Bearer ebb_${'a'.repeat(40)}` },
      });
      expect([path, bare.status, wrong.status]).toEqual([path, 401, 401]);
    }
  });

  it('never lets the edge reach an internal route', async () => {
    for (const path of [
      'vault/internal/v1/tenant-keys/read',
      'vault/v1/../internal/v1/tenant-keys/read',
      'vault/v1/%2e%2e/internal/v1/tenant-keys/read',
    ]) {
      const answer = await ebbflow.api(path, { method: 'POST', body: '{}' });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
  });

  it('refuses a bad setting with one sentence that names it', async () => {
    const broken = new AllInOneProcess({ EBB_PORT: 'eighty' });
    await expect(broken.start()).rejects.toThrow(/EBB_PORT must be a whole number/);
  }, 90_000);

  it('answers something other than 5xx to a blueprint without its flow, its metadata or its name', async () => {
    const sample = JSON.parse(
      readFileSync(join(import.meta.dirname, '../blueprints/order-to-crm.json'), 'utf8'),
    ) as object;
    for (const cut of ['flow', 'metadata', 'name'] as const) {
      const { [cut]: _gone, ...rest } = sample as Record<string, unknown>;
      const answer = await importBlueprint(rest);
      expect([cut, answer.status < 500]).toEqual([cut, true]);
    }
  });
});
