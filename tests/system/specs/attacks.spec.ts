import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activeScenario } from '../src/active-scenario.ts';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { Browser } from '../src/browser.ts';
import { HttpSink } from '../src/http-sink.ts';
import { rawRequest, statusesOf } from '../src/raw-request.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** What broke others, tried on the built product through its doors alone. One start for all of them. */
describe('attacks', () => {
  let ebbflow: AllInOneProcess;
  let browser: Browser;

  beforeAll(async () => {
    ebbflow = new AllInOneProcess();
    await ebbflow.start();
    browser = new Browser();
    await browser.open(/First password +(\S+)/.exec(ebbflow.output)?.[1] ?? '');
    const password = 'a long enough sentence';
    await browser.submit({ email: 'first@example.test', password, again: password });
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
  }, 90_000);

  const respond = (id: number, body: string): object => ({
    id,
    module: 'gateway:WebhookRespond',
    version: 1,
    parameters: {},
    mapper: { status: '200', body, headers: [] },
  });

  /** A scenario that answers its sender with what it made of the webhook. */
  const echo = (body: string): Promise<string> => activeScenario(ebbflow, [respond(2, body)]);

  const operatorToken = (): string =>
    (JSON.parse(readFileSync(join(ebbflow.dataDir, 'operator.json'), 'utf8')) as { token: string }).token;

  const post = async (url: string, body: unknown): Promise<string> =>
    (await fetch(url, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })).text();

  it('a body that looks like a parsed upload is data and opens no file', async () => {
    const url = await echo('{{1.files.a.filepath}}|{{1.files.a.data}}');
    const planted = {
      files: { a: { filepath: '/etc/passwd', path: '/etc/passwd', data: 'x', mimetype: 'text/plain' } },
    };
    expect(await post(url, planted)).toBe('/etc/passwd|x');
  });

  it('braces in data stay braces', async () => {
    const url = await echo('{{1.a}}');
    const template = '{{1.secret}} {{1.constructor.constructor("return process")()}} ${7*7} <%= 7*7 %> {{7*7}}';
    expect(await post(url, { a: template, secret: 's3cret' })).toBe(template);
  });

  it('a key named like a prototype changes nothing for anybody', async () => {
    const url = await echo('{{1.polluted}}|{{1.a.polluted}}|{{1.ok}}');
    const body =
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"a":{"__proto__":{"polluted":"yes"}},"ok":"ok"}';
    expect(await (await fetch(url, { method: 'POST', headers: JSON_TYPE, body })).text()).toBe('||ok');
    const made = await ebbflow.api('executor/v1/scenario-folders', {
      method: 'POST',
      body: '{"name":"a","__proto__":{"isOwner":true}}',
    });
    expect(Object.keys((await made.json()) as object)).not.toContain('isOwner');
    expect(await post(url, { ok: 'still' })).toBe('||still');
  });

  it('a scenario cannot be made to call the inside', async () => {
    await using sink = await HttpSink.start();
    const call = {
      id: 2,
      module: 'http:ActionSendData',
      version: 3,
      parameters: { handleErrors: true },
      mapper: { url: '{{1.url}}', method: 'get' },
    };
    const hook = await activeScenario(ebbflow, [call, respond(3, '{{2.data}}')]);
    const { port } = new URL(sink.url);
    for (const host of ['127.0.0.1', '0x7f.1', '[::ffff:7f00:1]', 'localhost']) {
      await post(hook, { url: `http://${host}:${port}/canary` });
    }
    expect(sink.requests).toEqual([]);
  });

  it('no spelling of an address opens what needs a token', async () => {
    const tricks = [
      '/api/executor/v1/scenarios?x=/health/live',
      '/api/executor/v1/scenarios?/docs/openapi.json',
      '/api/executor/v1/scenarios#/health/live',
      '/api/executor/v1/scenarios;/health/live',
      '/api/executor/v1//scenarios',
      '/api/executor/v1/scenarios/../scenarios',
      '/api/executor/v1/scenarios/%2e%2e/scenarios',
      '/api/executor/v1%2fscenarios',
      '/API/executor/v1/scenarios',
      '/api/executor/v1/scenarios/configs',
      '/health/../api/executor/v1/scenarios',
    ];
    for (const path of tricks) {
      const [status] = statusesOf(
        await rawRequest(ebbflow.consoleUrl, [`GET ${path} HTTP/1.1`, 'host: a', 'connection: close', '', '']),
      );
      expect([path, [400, 401, 404].includes(status ?? 0)]).toEqual([path, true]);
    }
  });

  it('a caller cannot say who it is in a header', async () => {
    const headers = {
      'x-ebb-principal': '{"organisationId":"org_1","scopes":["*"]}',
      'x-user-id': '1',
      'x-original-url': '/health/live',
      'x-rewrite-url': '/health/live',
      'x-http-method-override': 'GET',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-user': 'first@example.test',
      authorization: 'Bearer ',
    };
    for (const method of ['GET', 'POST']) {
      expect([
        method,
        (await fetch(`${ebbflow.consoleUrl}/api/executor/v1/scenarios`, { method, headers })).status,
      ]).toEqual([method, 401]);
    }
  });

  it('fields that are not offered are refused, not taken over', async () => {
    const body = JSON.stringify({
      name: 'mine',
      tenantId: `org_${'0'.repeat(32)}`,
      organisationId: `org_${'0'.repeat(32)}`,
      isOwner: true,
    });
    const answer = await ebbflow.api('executor/v1/scenario-folders', { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'HOST.INVALID_INPUT' });
  });

  it('SQL in an id, a cursor, a name or a filter is text', async () => {
    const sql = `' or 1=1; drop table executor.run; --`;
    for (const path of [
      `executor/v1/scenarios/${encodeURIComponent(sql)}`,
      `executor/v1/scenarios?cursor=${encodeURIComponent(sql)}`,
      `executor/v1/scenarios?sort=${encodeURIComponent(sql)}`,
      `log-store/v1/runs?scenarioId=${encodeURIComponent(sql)}`,
      `vault/v1/keys/${encodeURIComponent(sql)}`,
    ]) {
      const { status } = await ebbflow.api(path);
      expect([path, status < 500]).toEqual([path, true]);
    }
    const made = await ebbflow.api('executor/v1/scenario-folders', {
      method: 'POST',
      body: JSON.stringify({ name: sql }),
    });
    expect(await made.json()).toMatchObject({ name: sql });
    expect((await ebbflow.api('executor/v1/runs')).status).toBe(200);
  });

  it('a parameter that comes twice is refused or read once, and never an error of ours', async () => {
    for (const query of [
      'limit=1&limit=2',
      'limit[]=1',
      'limit[a]=1',
      'cursor=a&cursor=b',
      'search=a&search=b',
      'active=true&active=false',
    ]) {
      const { status } = await ebbflow.api(`executor/v1/scenarios?${query}`);
      expect([query, status < 500]).toEqual([query, true]);
    }
    expect((await ebbflow.api('executor/v1/scenarios?limit=1&limit=2')).status).toBe(400);
  });

  it('a request that ends in two places is refused, and what follows it is not read', async () => {
    const smuggled = ['GET /api/executor/v1/scenarios HTTP/1.1', 'host: a', '', ''];
    const both = [
      'POST /sign-in HTTP/1.1',
      'host: a',
      'content-length: 4',
      'transfer-encoding: chunked',
      '',
      '0',
      '',
      ...smuggled,
    ];
    const two = [
      'POST /sign-in HTTP/1.1',
      'host: a',
      'content-length: 4',
      'content-length: 9',
      '',
      'a=bc',
      ...smuggled,
    ];
    const odd = ['POST /sign-in HTTP/1.1', 'host: a', 'transfer-encoding: xchunked', '', '0', '', ...smuggled];
    for (const door of [ebbflow.consoleUrl, ebbflow.doorUrl]) {
      for (const lines of [both, two, odd]) expect(statusesOf(await rawRequest(door, lines))).toEqual([400]);
    }
  });

  it('a boundary, or any other header, without end is refused before anybody is asked', async () => {
    for (const door of [`${ebbflow.consoleUrl}/sign-in`, `${ebbflow.doorUrl}/hook/${'a'.repeat(32)}`]) {
      const answer = await rawRequest(door, [
        `POST ${new URL(door).pathname} HTTP/1.1`,
        'host: a',
        `content-type: multipart/form-data; boundary=${'a'.repeat(100_000)}`,
        '',
        '',
      ]);
      expect(statusesOf(answer)).toEqual([431]);
    }
  });

  it('unusual methods are refused and nothing is echoed', async () => {
    for (const door of [ebbflow.consoleUrl, ebbflow.doorUrl]) {
      for (const method of ['TRACE', 'TRACK', 'CONNECT', 'DEBUG', 'PROPFIND']) {
        const answer = await rawRequest(door, [
          `${method} / HTTP/1.1`,
          'host: a',
          'x-canary: 5f1d',
          'connection: close',
          '',
          '',
        ]);
        // Node closes a CONNECT that nobody asked for without a word.
        expect([method, (statusesOf(answer)[0] ?? 400) >= 400]).toEqual([method, true]);
        expect(answer).not.toContain('5f1d');
      }
    }
  });

  it('nobody is sent elsewhere', async () => {
    const elsewhere = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%5cevil.example',
      '/%2f%2fevil.example',
    ];
    for (const place of elsewhere) {
      for (const path of [
        `/sign-in?next=${encodeURIComponent(place)}`,
        `/?return=${encodeURIComponent(place)}`,
        `/${place}`,
      ]) {
        const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
        const answer = await fetch(`${ebbflow.consoleUrl}${path}`, { redirect: 'manual', headers });
        const location = answer.headers.get('location') ?? '/';
        expect([path, new URL(location, ebbflow.consoleUrl).origin]).toEqual([
          path,
          new URL(ebbflow.consoleUrl).origin,
        ]);
        if (answer.status < 400) expect(await answer.text()).not.toContain('evil.example');
      }
    }
  });

  it('folders are not listed, and no file outside the pages is to be had', async () => {
    for (const path of [
      '/assets',
      '/assets/',
      '/assets/../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/.git/config',
      '/dist',
      '/package.json',
      '/.env',
    ]) {
      const [status] = statusesOf(
        await rawRequest(ebbflow.consoleUrl, [`GET ${path} HTTP/1.1`, 'host: a', 'connection: close', '', '']),
      );
      expect([path, [400, 404].includes(status ?? 0)]).toEqual([path, true]);
    }
  });

  it('nothing of the inside is to be had at either door', async () => {
    for (const path of [
      '/internal/v1/principals/resolve',
      '/api/identity/internal/v1/principals/resolve',
      '/metrics',
      '/debug',
      '/v1/me',
      '/api/vault/health/ready',
      '/graphql',
    ]) {
      for (const door of [ebbflow.consoleUrl, ebbflow.doorUrl]) {
        const { status } = await fetch(`${door}${path}`, { method: 'POST', headers: JSON_TYPE, body: '{}' });
        expect([door, path, [400, 401, 404, 405].includes(status)]).toEqual([door, path, true]);
      }
    }
  });

  it('every answer of every door says what it is, is not guessed at, and is kept by nobody', async () => {
    const hook = await echo('hello');
    const asked = [
      ...['/sign-in', '/nowhere', '/register', '/new-password'].map((path) => fetch(`${ebbflow.consoleUrl}${path}`)),
      ...[
        'executor/v1/scenarios',
        'log-store/v1/runs',
        'vault/v1/connections',
        'identity/v1/me',
        'gateway/v1/hooks',
        'executor/v1/nowhere',
      ].map((path) => ebbflow.api(path)),
      fetch(`${ebbflow.consoleUrl}/api/executor/v1/scenarios`),
      fetch(`${ebbflow.doorUrl}/nowhere`),
      fetch(hook, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
    ];
    for (const answer of await Promise.all(asked)) {
      const type = answer.headers.get('content-type') ?? '';
      expect([
        answer.url,
        /^(text\/(html|plain); ?charset=utf-8|application\/(problem\+)?json(; ?charset=utf-8)?)$/i.test(type),
      ]).toEqual([answer.url, true]);
      expect([answer.url, answer.headers.get('x-content-type-options')]).toEqual([answer.url, 'nosniff']);
      expect([answer.url, answer.headers.get('cache-control')]).toEqual([
        answer.url,
        expect.stringContaining('no-store'),
      ]);
      expect([answer.url, answer.headers.get('x-powered-by'), answer.headers.get('server')]).toEqual([
        answer.url,
        null,
        null,
      ]);
    }
  });

  it('no call of the API is redirected', async () => {
    for (const path of ['executor/v1/scenarios', 'executor/v1/scenarios/', 'identity/v1/me', 'vault']) {
      const { url, token } = { url: ebbflow.consoleUrl, token: 'ebb_none' };
      const answer = await fetch(`${url}/api/${path}`, {
        redirect: 'manual',
        headers: { authorization: `Bearer ${token}`, accept: 'text/html' },
      });
      expect([path, answer.status >= 300 && answer.status < 400]).toEqual([path, false]);
    }
  });

  it('a token in an address is no token', async () => {
    const token = operatorToken();
    for (const name of ['token', 'access_token', 'api_key', 'authorization']) {
      expect([name, (await fetch(`${ebbflow.consoleUrl}/api/identity/v1/me?${name}=${token}`)).status]).toEqual([
        name,
        401,
      ]);
    }
    expect((await ebbflow.api('identity/v1/me')).status).toBe(200);
  });

  it('tokens have 160 bits and none is like another', async () => {
    const token = operatorToken();
    const setup = /First password +\S+\/setup\/(\S+)/.exec(ebbflow.output)?.[1] ?? '';
    for (const secret of [token, setup])
      expect(Buffer.from(secret.replace(/^[a-z]+_/, ''), 'base64url')).toHaveLength(20);
  });

  it('a link or picture changes nothing: what changes needs another method than GET', async () => {
    await browser.open(`${ebbflow.consoleUrl}/sign-out`);
    await browser.open(`${ebbflow.consoleUrl}/api/executor/v1/scenarios`);
    expect(browser.page).toContain('Sample: answer an order');
    for (const path of ['executor/v1/scenarios', 'identity/v1/me/sessions']) {
      const answer = await ebbflow.api(`${path}?_method=DELETE`, { headers: { 'x-http-method-override': 'DELETE' } });
      expect([path, answer.status < 500]).toEqual([path, true]);
    }
    await browser.open(`${ebbflow.consoleUrl}/api/executor/v1/scenarios`);
    expect(browser.page).toContain('Sample: answer an order');
  });

  it('the form of a password hides it and lets a password manager fill it', async () => {
    const page = await (await fetch(`${ebbflow.consoleUrl}/sign-in`)).text();
    expect(page).toMatch(/<input\s+type="password"\s+name="password"\s+autocomplete="current-password"/);
    const chosen = await (await fetch(`${ebbflow.consoleUrl}/register`)).text();
    expect(chosen).toMatch(/type="password"[^>]*autocomplete="new-password"/);
    for (const text of [page, chosen]) expect(text).not.toMatch(/onpaste|oncopy|autocomplete="off"/i);
  });
});
