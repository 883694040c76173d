import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenDsrController, Principal, SubjectRequest } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { retentionService } from '../../src/index.ts';
import { signedText } from '../../src/intake/controller-signature.policy.ts';
import { RequestUpkeepJob } from '../../src/subject-requests/request-upkeep.job.ts';
import { PeersFake } from './peers.fake.ts';

const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([retentionService], clock);
const peers = new PeersFake();
const heard: { body: string; signature: string; domain: string }[] = [];
const listener: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push({
      body: Buffer.concat(chunks).toString(),
      signature: String(request.headers['x-opendsr-signature']),
      domain: String(request.headers['x-opendsr-processor-domain']),
    });
    response.writeHead(heard.length === 1 ? 503 : 204).end();
  });
});
const pair = generateKeyPairSync('ed25519');
const owner: Principal = {
  ...{ organisationId: newOrganisationId(), userId: newId('usr'), scopes: ['*'], sessionId: newId('ses') },
  kind: 'user',
};
let retention: RunningService;
let controller: OpenDsrController;
let certificate: KeyObject;

beforeAll(async () => {
  const url = await peers.start();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const names = ['GATEWAY', 'LOG_STORE', 'EXECUTOR', 'IDENTITY'];
  retention = await house.start(retentionService, {
    ...Object.fromEntries(names.map((name) => [`EBB_URL_${name}`, url])),
    EBB_PUBLIC_URL: 'https://flow.example.test',
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
  });
  certificate = createPublicKey(await (await fetch(`${retention.url}/v1/opendsr_certificate`)).text());
}, 60_000);
afterAll(async () => {
  await peers.stop();
  listener.close();
});

const asOwner = async (method: string, path: string, body?: object) =>
  (await house.ask(retention, method, path, { as: 'console', principal: owner, ...(body && { body }) })).body;
const upkeep = () => retention.app.get(RequestUpkeepJob, { strict: false }).run();

async function call(method: string, path: string, body = '', changed: { body?: string; date?: Date } = {}) {
  const date = (changed.date ?? clock.now()).toISOString();
  const signature = sign(null, signedText({ method, path, date, body: Buffer.from(body) }), pair.privateKey);
  const response = await fetch(`${retention.url}${path}`, {
    method,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      'x-opendsr-controller': controller.id,
      'x-opendsr-date': date,
      'x-opendsr-signature': signature.toString('base64'),
    },
    body: body === '' ? null : (changed.body ?? body),
  });
  const text = await response.text();
  const told = response.headers.get('x-opendsr-signature');
  return {
    status: response.status,
    body: JSON.parse(text) as Record<string, unknown>,
    isSigned: told !== null && isOurs(text, told),
    domain: response.headers.get('x-opendsr-processor-domain'),
  };
}

function isOurs(text: string, signature: string): boolean {
  return verify(null, createHash('sha256').update(text).digest(), certificate, Buffer.from(signature, 'base64'));
}

const aRequest = (more: object = {}) =>
  JSON.stringify({
    ...{ regulation: 'gdpr', subject_request_id: randomUUID(), subject_request_type: 'access', api_version: '1.0' },
    submitted_time: '2026-03-09T00:00:00Z',
    subject_identities: [{ identity_type: 'email', identity_value: 'ann@example.test', identity_format: 'raw' }],
    ...more,
  });

describe('a controller’s signed calls', () => {
  it('need a key its organisation registered, which nobody else can', async () => {
    const publicKey = pair.publicKey.export({ format: 'pem', type: 'spki' });
    controller = (await asOwner('POST', '/v1/opendsr-controllers', { name: 'Shop', publicKey })) as OpenDsrController;
    expect(controller).toMatchObject({ name: 'Shop', keyType: 'ed25519' });
    expect(await asOwner('POST', '/v1/opendsr-controllers', { name: 'Again', publicKey })).toMatchObject({
      code: 'RETENTION.CONTROLLER_KEY_TAKEN',
    });
    const discovery = (await (await fetch(`${retention.url}/v1/discovery`)).json()) as {
      supported_identities: object[];
    };
    expect(discovery).toMatchObject({
      supported_subject_request_types: ['access', 'portability', 'erasure'],
      processor_certificate: 'https://flow.example.test/api/retention/v1/opendsr_certificate',
    });
    expect(discovery.supported_identities).toHaveLength(4);
  });

  it('are refused alike when another key signed them, anything was changed, or they are old; and told what is missing', async () => {
    const body = aRequest();
    const changed = await call('POST', '/v1/opendsr_requests', body, { body: `${body} ` });
    const old = await call('POST', '/v1/opendsr_requests', body, { date: new Date(clock.nowMs() - 301_000) });
    for (const { status, body: problem } of [changed, old])
      expect([status, problem['code']]).toEqual([401, 'RETENTION.BAD_CONTROLLER_SIGNATURE']);
    const wrong = await call('POST', '/v1/opendsr_requests', aRequest({ subject_request_id: 'no uuid' }));
    expect(wrong).toMatchObject({ status: 400, body: { code: 'RETENTION.BAD_OPENDSR_REQUEST' } });
    expect(JSON.stringify(wrong.body)).toContain('subject_request_id');
  });

  it('open requests about people in its data, answered and called back signed until they are heard', async () => {
    const url = `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}/heard`;
    const body = aRequest({ status_callback_urls: [url] });
    const { subject_request_id: id } = JSON.parse(body) as { subject_request_id: string };
    const opened = await call('POST', '/v1/opendsr_requests', body);
    expect(opened).toMatchObject({
      ...{ status: 201, isSigned: true, domain: 'flow.example.test' },
      body: {
        controller_id: controller.id,
        expected_completion_time: '2026-04-10T23:59:59.999Z',
        encoded_request: Buffer.from(body).toString('base64'),
        subject_request_id: id,
      },
    });
    // The same id again is the same request.
    expect((await call('POST', '/v1/opendsr_requests', body)).body['received_time']).toBe(opened.body['received_time']);
    const done = await waitFor(async () => {
      const answer = await call('GET', `/v1/opendsr_requests/${id}`);
      return answer.body['request_status'] === 'completed' ? answer : undefined;
    });
    const items = (await asOwner('GET', '/v1/subject-requests')) as { items: SubjectRequest[] };
    const [request] = items.items;
    expect(items.items).toHaveLength(1);
    expect(request).toMatchObject({ channel: 'opendsr', role: 'processor', subject: { kind: 'data-subject' } });
    expect(done.isSigned).toBe(true);
    expect(done.body['results_url']).toBe(
      `https://flow.example.test/api/retention/v1/subject-requests/${request?.id ?? ''}/export`,
    );
    await upkeep();
    await upkeep();
    await upkeep();
    expect(heard).toHaveLength(2);
    const last = heard.at(-1);
    expect(isOurs(last?.body ?? '', last?.signature ?? '')).toBe(true);
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ request_status: 'completed', status_callback_url: url });
    const cancelled = await call('DELETE', `/v1/opendsr_requests/${id}`);
    expect([cancelled.status, cancelled.body['code']]).toEqual([409, 'RETENTION.REQUEST_STATE']);
    expect((await call('GET', `/v1/opendsr_requests/${randomUUID()}`)).status).toBe(404);
  });

  it('may give digests of addresses, which are found in its data; until then they can be cancelled', async () => {
    const digest = createHash('sha256').update('cleo@example.test').digest('hex');
    const subject_identities = [{ identity_type: 'email', identity_value: digest, identity_format: 'sha256' }];
    const body = aRequest({ subject_identities });
    const { subject_request_id: id } = JSON.parse(body) as { subject_request_id: string };
    await call('POST', '/v1/opendsr_requests', body);
    expect((await call('GET', `/v1/opendsr_requests/${id}`)).body['request_status']).toBe('pending');
    peers.lines = (subject) =>
      subject.kind === 'organisation'
        ? [{ row: { content: ['write to Cleo@Example.test, or bob@example.test'] } }, { end: { rows: 1 } }]
        : [{ end: { rows: 0 } }];
    clock.advance(120_000);
    await upkeep();
    await waitFor(async () => (await call('GET', `/v1/opendsr_requests/${id}`)).body['request_status'] === 'completed');
    expect(peers.asked.at(-1)).toMatchObject({ kind: 'data-subject', values: ['cleo@example.test'] });

    const nobody = aRequest({
      subject_identities: [{ ...subject_identities[0], identity_value: '0'.repeat(64) }],
    });
    const other = JSON.parse(nobody) as { subject_request_id: string };
    await call('POST', '/v1/opendsr_requests', nobody);
    const cancelled = await call('DELETE', `/v1/opendsr_requests/${other.subject_request_id}`);
    expect(cancelled).toMatchObject({ status: 202, isSigned: true });
    expect((await call('GET', `/v1/opendsr_requests/${other.subject_request_id}`)).body['request_status']).toBe(
      'cancelled',
    );
  });
});
