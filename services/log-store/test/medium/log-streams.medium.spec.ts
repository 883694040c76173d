import { createHmac } from 'node:crypto';
import {
  type CreatedLogStream,
  type LogStream,
  type LogStreamList,
  notificationListSchema,
  notificationRaised,
  runFinished,
} from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { auditFactsOf, newOrganisationId, selfSigned, testHouse, waitFor } from '@ebbflow/testing';
import { LogStreamSweepJob } from '../../src/log-streams/log-stream-sweep.job.ts';
import { logStoreService } from '../../src/index.ts';
import { HttpReceiver, StreamNeighbours, SyslogReceiver } from '../support/stream-receivers.ts';
import { aRun, type RunFinished } from './run-fixture.ts';

const house = testHouse([logStoreService]);
const neighbours = new StreamNeighbours(() => house.vault.url);
const receiver = new HttpReceiver();
let logStore: RunningService;
let receiverUrl: string;

beforeAll(async () => {
  const url = await neighbours.start();
  receiverUrl = await receiver.start();
  logStore = await house.start(logStoreService, {
    EBB_URL_VAULT: url,
    EBB_URL_IDENTITY: url,
    EBB_URL_EXECUTOR: url,
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_LOG_STORE_STREAM_POLL: '50ms',
    EBB_LOG_STORE_STREAM_AUDIT_POLL: '50ms',
    EBB_LOG_STORE_STREAM_BATCH: '10',
    EBB_LOG_STORE_STREAM_GIVE_UP: '2s',
    EBB_LOG_STORE_MAX_STREAMS: '3',
  });
});
afterAll(async () => {
  await neighbours.stop();
  await receiver.stop();
});
beforeEach(() => {
  receiver.status = 200;
  receiver.posts.length = 0;
});

/** `body` and the revision that is meant. */
const ask = (tenantId: string, method: string, path: string, sent: { body?: object; revision?: number } = {}) =>
  house.ask(logStore, method, path, {
    as: 'console',
    principal: { organisationId: tenantId, userId: null, scopes: ['*'], kind: 'api-token' },
    ...(sent.body === undefined ? {} : { body: sent.body }),
    ...(sent.revision === undefined ? {} : { headers: { 'if-match': `"${String(sent.revision)}"` } }),
  });
const PATH = '/v1/log-streams';
async function aStream(tenantId: string, over: object = {}): Promise<CreatedLogStream> {
  const stream = { name: 'SIEM', sources: ['executions'], target: { kind: 'webhook', url: receiverUrl }, ...over };
  const { status, body } = await ask(tenantId, 'POST', PATH, { body: stream });
  if (status !== 201) throw new Error(`The stream was answered with ${String(status)}: ${JSON.stringify(body)}`);
  return body as CreatedLogStream;
}
/** What a person changes of it. */
function settingsOf({
  name,
  sources,
  target,
  includePayloads,
  isPaused,
}: Pick<LogStream, 'name' | 'sources' | 'target' | 'includePayloads' | 'isPaused'>): object {
  return { name, sources, target, includePayloads, isPaused };
}
const read = async (tenantId: string, id: string): Promise<LogStream> =>
  (await ask(tenantId, 'GET', `${PATH}/${id}`)).body as LogStream;
async function finish(tenantId: string, count = 1, over: Partial<RunFinished> = {}): Promise<RunFinished[]> {
  const runs = Array.from({ length: count }, () =>
    aRun(house, { tenantId, finishedAt: new Date().toISOString(), ...over }),
  );
  await house.transport.publish(runs.map((data) => createEvent(runFinished, data, { tenantId, clock: systemClock })));
  return runs;
}
/** Runs end again and again until the stream has begun: ingest remembers for two seconds who has streams. */
async function begun(tenantId: string, isThere: () => boolean): Promise<void> {
  await waitFor(
    async () => {
      await finish(tenantId);
      return isThere();
    },
    { what: 'the stream to begin', timeoutMs: 20_000 },
  );
}
interface Posted {
  readonly data: { readonly records: Record<string, unknown>[] };
}
const postedTo = (path: string): Record<string, unknown>[] =>
  receiver.posts.filter((post) => post.path === path).flatMap(({ body }) => (JSON.parse(body) as Posted).data.records);
const entryCount = async (tenantId: string): Promise<number> =>
  (await house.database.asAdmin('select 1 from log_store.log_stream_entry where tenant_id = $1', [tenantId])).length;

describe('a stream of logs', () => {
  it('goes to a webhook, signed, from where it began, each record once, in batches, and never with a payload', async () => {
    const tenantId = newOrganisationId();
    await finish(tenantId);
    const {
      id,
      secret = '',
      ...made
    } = await aStream(tenantId, { target: { kind: 'webhook', url: `${receiverUrl}/w` } });
    expect(made).toMatchObject({ state: 'running', hasSecret: true, sentCount: 0, includePayloads: false });
    await begun(tenantId, () => postedTo('/w').length > 0);
    const runs = await finish(tenantId, 35, { status: 'error', errorClass: 'DataError' });
    const ids = runs.map(({ runId }) => runId);
    await waitFor(() => ids.every((runId) => postedTo('/w').some((record) => record['id'] === runId)));
    const sent = postedTo('/w');
    expect(new Set(sent.map((record) => record['id'])).size).toBe(sent.length);
    expect(sent.at(-1)).toMatchObject({
      kind: 'execution',
      severity: 'error',
      organisationId: tenantId,
      status: 'error',
      errorClass: 'DataError',
      operations: 2,
    });
    expect(JSON.stringify(sent)).not.toContain('canary-5d2e');
    expect(
      Math.max(...receiver.posts.map(({ body }) => (JSON.parse(body) as Posted).data.records.length)),
    ).toBeLessThanOrEqual(10);

    const { headers, body } = receiver.posts.at(-1)!;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    await waitFor(async () => (await read(tenantId, id)).sentCount === sent.length);
    // Nobody but the stream needs what it has passed.
    await logStore.app.get(LogStreamSweepJob, { strict: false }).sweep();
    expect(await entryCount(tenantId)).toBe(0);
  });

  it('goes to syslog over TCP and TLS as RFC 5424 with octet counting, and trusts no certificate that nobody vouches for', async () => {
    const tenantId = newOrganisationId();
    const tls = selfSigned('localhost');
    const [plain, secure, strange] = [
      new SyslogReceiver(),
      new SyslogReceiver(tls),
      new SyslogReceiver(selfSigned('localhost')),
    ];
    const target = { kind: 'syslog', host: 'localhost' };
    await aStream(tenantId, { target: { ...target, port: await plain.start(), tls: false }, sources: ['activity'] });
    await aStream(tenantId, {
      target: { ...target, port: await secure.start(), ca: tls.cert },
      sources: ['notifications'],
    });
    const other = await aStream(tenantId, { target: { ...target, port: await strange.start(), ca: tls.cert } });
    await begun(tenantId, () => plain.messages.length > 0);
    expect(plain.messages[0]).toMatch(/^<134>1 \d{4}-\d\d-\d\dT[\d:.]+Z - ebbflow - activity - \ufeff\{/);
    const data = {
      tenantId,
      notificationId: newId('ntf'),
      kind: 'RUN_FAILED',
      severity: 'error',
      raisedAt: new Date().toISOString(),
      facts: { count: 2 },
    } as const;
    await house.transport.publish([createEvent(notificationRaised, data, { tenantId, clock: systemClock })]);
    await waitFor(() => secure.messages.length > 0, { what: 'the notification over TLS' });
    expect(secure.messages[0]).toMatch(/^<131>1 .* notification - /);
    expect(JSON.parse(secure.messages[0]?.split('\ufeff')[1] ?? '')).toMatchObject({
      id: data.notificationId,
      facts: { count: 2 },
    });
    await waitFor(async () => (await read(tenantId, other.id)).lastFailure === 'EGRESS.TLS');
    expect(strange.messages).toEqual([]);
    await Promise.all([plain, secure, strange].map((one) => one.stop()));
  });

  it('goes to OTLP/HTTP as logs in JSON, with the key that was given for it, and carries the audit log', async () => {
    const tenantId = newOrganisationId();
    const target = { kind: 'otlp', url: `${receiverUrl}/v1/logs` };
    const { id, ...made } = await aStream(tenantId, {
      target,
      sources: ['audit', 'executions'],
      secret: 'Bearer abc-123',
    });
    expect(JSON.stringify([made, (await ask(tenantId, 'GET', PATH)).body])).not.toContain('abc-123');
    await begun(tenantId, () => receiver.posts.length > 0);
    const entry = {
      id: newId('aud'),
      occurredAt: new Date().toISOString(),
      actor: { kind: 'system', id: null },
      action: 'scenario.activated',
      object: { kind: 'scenario', id: 'scn_1' },
      facts: { count: 1 },
    };
    neighbours.audit.push({ ...entry, position: neighbours.audit.length + 1 });
    await waitFor(() => receiver.posts.some(({ body }) => body.includes(entry.id)), { what: 'the audit entry' });
    const post = receiver.posts.find(({ body }) => body.includes(entry.id));
    expect(post).toMatchObject({
      path: '/v1/logs',
      headers: { authorization: 'Bearer abc-123', 'content-type': 'application/json' },
    });
    const { resourceLogs } = JSON.parse(post?.body ?? '') as {
      resourceLogs: { scopeLogs: { logRecords: object[] }[] }[];
    };
    const records = resourceLogs[0]?.scopeLogs[0]?.logRecords ?? [];
    expect(records.find((record) => JSON.stringify(record).includes(entry.id))).toEqual({
      timeUnixNano: `${String(Date.parse(entry.occurredAt))}000000`,
      observedTimeUnixNano: expect.stringMatching(/^\d{19}$/) as string,
      severityNumber: 9,
      severityText: 'INFO',
      eventName: 'ebbflow.audit',
      body: { stringValue: 'scenario.activated scn_1' },
      attributes: expect.arrayContaining([
        { key: 'action', value: { stringValue: 'scenario.activated' } },
        { key: 'position', value: { intValue: '1' } },
        { key: 'facts', value: { kvlistValue: { values: [{ key: 'count', value: { intValue: '1' } }] } } },
      ]) as object[],
    });
    expect(receiver.posts.filter(({ body }) => body.includes(entry.id))).toHaveLength(1);

    // Another address does not get what was given for the first.
    receiver.posts.length = 0;
    const moved = { ...settingsOf(made), target: { kind: 'otlp', url: `${receiverUrl}/elsewhere` } };
    const { body } = await ask(tenantId, 'PUT', `${PATH}/${id}`, { body: moved, revision: made.revision });
    expect(body).toMatchObject({ hasSecret: false });
    await finish(tenantId);
    await waitFor(() => receiver.posts.length > 0);
    expect(receiver.posts[0]).toMatchObject({ path: '/elsewhere' });
    expect(receiver.posts[0]?.headers.authorization).toBeUndefined();
  });

  it('waits for a receiver that is away, without holding up what is stored, loses nothing, and stops with a notification when it stays away', async () => {
    const tenantId = newOrganisationId();
    const { id } = await aStream(tenantId, { target: { kind: 'webhook', url: `${receiverUrl}/away` } });
    await begun(tenantId, () => postedTo('/away').length > 0);
    receiver.status = 503;
    const missed = await finish(tenantId, 3);
    const failing = await waitFor(async () => {
      const stream = await read(tenantId, id);
      return stream.state === 'retrying' ? stream : undefined;
    });
    expect(failing.lastFailure).toBe('HTTP_503');
    expect((await ask(tenantId, 'GET', `/v1/runs/${missed[0]?.runId ?? ''}`)).status).toBe(200);
    receiver.status = 200;
    const isThere = (run: RunFinished): boolean => postedTo('/away').some((record) => record['id'] === run.runId);
    await waitFor(() => missed.every(isThere), { what: 'what was missed', timeoutMs: 20_000 });
    expect(await read(tenantId, id)).toMatchObject({ state: 'running', lastFailure: null });

    receiver.status = 500;
    const [last] = await finish(tenantId);
    await waitFor(async () => (await read(tenantId, id)).state === 'stopped', {
      what: 'the stream to stop',
      timeoutMs: 20_000,
    });
    const { items } = notificationListSchema.parse((await ask(tenantId, 'GET', '/v1/notifications')).body);
    expect(items).toEqual([
      expect.objectContaining({ kind: 'LOG_STREAM_STOPPED', facts: { logStreamId: id, reason: 'HTTP_500' } }),
    ]);

    // Taken up again by a person, it goes on where it was.
    receiver.status = 200;
    const stopped = await read(tenantId, id);
    await ask(tenantId, 'PUT', `${PATH}/${id}`, { body: settingsOf(stopped), revision: stopped.revision });
    await waitFor(() => last !== undefined && isThere(last), { what: 'the run it stopped at', timeoutMs: 20_000 });
  });

  it('passes over nothing that is committed later than what began after it', async () => {
    const tenantId = newOrganisationId();
    const [late] = await finish(tenantId);
    if (late === undefined) throw new Error('No run.');
    await aStream(tenantId, { target: { kind: 'webhook', url: `${receiverUrl}/order` } });
    await begun(tenantId, () => postedTo('/order').length > 0);
    const slow = house.database.asAdmin(
      `with entry as (
         insert into log_store.log_stream_entry (tenant_id, source, object_id, at) values ($1, 'executions', $2, $3) returning 1)
       select pg_sleep(1)::text from entry`,
      [tenantId, late.runId, late.finishedAt],
    );
    await waitFor(
      async () =>
        (
          await house.database.asAdmin(
            `select 1 from pg_stat_activity where query like '%pg_sleep(1)%' and backend_xid is not null and pid <> pg_backend_pid()`,
          )
        ).length > 0,
    );
    const [after] = await finish(tenantId);
    await slow;
    await waitFor(() => postedTo('/order').some((record) => record['id'] === after?.runId), {
      what: 'what began later',
    });
    const ids = postedTo('/order').map((record) => record['id']);
    expect(ids.slice(-2)).toEqual([late.runId, after?.runId]);
  });

  it('carries payloads only while there are redaction rules', async () => {
    const tenantId = newOrganisationId();
    const wish = {
      name: 'p',
      sources: ['executions'],
      target: { kind: 'webhook', url: `${receiverUrl}/p` },
      includePayloads: true,
    };
    neighbours.hasRules = false;
    expect(await ask(tenantId, 'POST', PATH, { body: wish })).toMatchObject({
      status: 409,
      body: { code: 'LOG_STORE.PAYLOADS_WITHOUT_REDACTION' },
    });
    neighbours.hasRules = true;
    // The answer is remembered for some seconds, by organisation.
    const other = newOrganisationId();
    await aStream(other, wish);
    await begun(other, () => postedTo('/p').length > 0);
    expect(postedTo('/p')[0]).toMatchObject({ payload: { modules: [{ bundles: [{ name: 'canary-5d2e' }] }] } });
  });

  it('is an organisation’s own, bounded in number, changed under If-Match, and gone with its secret and entries', async () => {
    const [tenantId, foreign] = [newOrganisationId(), newOrganisationId()];
    const stream = await aStream(tenantId);
    expect((await ask(foreign, 'GET', `${PATH}/${stream.id}`)).status).toBe(404);
    expect((await ask(foreign, 'DELETE', `${PATH}/${stream.id}`)).status).toBe(204);
    expect(((await ask(foreign, 'GET', PATH)).body as LogStreamList).items).toEqual([]);
    expect((await ask(tenantId, 'PUT', `${PATH}/${stream.id}`, { body: settingsOf(stream) })).status).toBe(428);
    expect((await ask(tenantId, 'PUT', `${PATH}/${stream.id}`, { body: settingsOf(stream), revision: 7 })).status).toBe(
      412,
    );
    const paused = (
      await ask(tenantId, 'PUT', `${PATH}/${stream.id}`, {
        body: { ...settingsOf(stream), isPaused: true },
        revision: 1,
      })
    ).body;
    expect(paused).toMatchObject({ state: 'paused', revision: 2, hasSecret: true });
    await aStream(tenantId);
    await aStream(tenantId);
    const more = { name: 'x', sources: ['activity'], target: { kind: 'webhook', url: receiverUrl } };
    expect((await ask(tenantId, 'POST', PATH, { body: more })).status).toBe(409);
    for (const bad of [
      { ...more, sources: [] },
      { ...more, target: { kind: 'webhook', url: 'ftp://a' } },
      { ...more, secret: 'whsec_short' },
      { ...more, target: { kind: 'syslog', host: 'h' }, secret: '12345678' },
      { ...more, target: { kind: 'syslog', host: 'h' }, includePayloads: true },
      { ...more, target: { kind: 'otlp', url: receiverUrl }, secret: 'Bearer a\nb: c' },
    ])
      expect((await ask(foreign, 'POST', PATH, { body: bad })).status).toBe(400);
    expect(neighbours.secrets.has(stream.id)).toBe(true);
    expect((await ask(tenantId, 'DELETE', `${PATH}/${stream.id}`)).status).toBe(204);
    expect((await ask(tenantId, 'GET', `${PATH}/${stream.id}`)).status).toBe(404);
    expect(neighbours.secrets.has(stream.id)).toBe(false);
    const facts = await auditFactsOf(house.database, 'log_store', tenantId);
    expect(facts.filter(({ object }) => object.id === stream.id).map(({ action }) => action)).toEqual([
      'log-stream.created',
      'log-stream.changed',
      'log-stream.deleted',
    ]);
    expect(JSON.stringify(facts)).not.toContain('whsec_');
  });

  it('never goes to an address inside', async () => {
    const tenantId = newOrganisationId();
    const { id } = await aStream(tenantId, { target: { kind: 'otlp', url: 'http://169.254.169.254/latest' } });
    await finish(tenantId);
    await waitFor(
      async () => {
        await finish(tenantId);
        return (await read(tenantId, id)).lastFailure === 'EGRESS.BLOCKED_ADDRESS';
      },
      { timeoutMs: 20_000 },
    );
  });
});
