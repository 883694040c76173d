import {
  type ExportDataset,
  identitySubjectStepDone,
  noticeOrdered,
  objectionRaised,
  type Principal,
  rectificationOrdered,
  restrictionChanged,
  type SubjectRequest,
  type SubjectStepDone,
} from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { fromBuffer } from 'yauzl';
import { retentionService } from '../../src/index.ts';
import { ExportsJob } from '../../src/subject-exports/exports.job.ts';
import { RequestUpkeepJob } from '../../src/subject-requests/request-upkeep.job.ts';
import { PeersFake } from './peers.fake.ts';

const clock = new ManualClock(new Date('2026-01-31T12:00:00.000Z'));
const house = testHouse([retentionService], clock);
const peers = new PeersFake();
let retention: RunningService;
const published: { name: string; data: Record<string, unknown> }[] = [];

beforeAll(async () => {
  const url = await peers.start();
  const names = ['GATEWAY', 'LOG_STORE', 'EXECUTOR', 'IDENTITY'];
  retention = await house.start(retentionService, Object.fromEntries(names.map((name) => [`EBB_URL_${name}`, url])));
  peers.installation = newOrganisationId();
  await house.transport.subscribe('test', ['ebbflow.retention.subject'], (messages) => {
    for (const { attributes, data } of messages)
      published.push({ name: attributes['type'] ?? '', data: JSON.parse(data.toString()) as Record<string, unknown> });
    return Promise.resolve();
  });
}, 60_000);
afterAll(() => peers.stop());

function aPerson(): Principal {
  const sessionId = newId('ses');
  peers.proven.add(sessionId);
  return { organisationId: newOrganisationId(), userId: newId('usr'), scopes: ['*'], kind: 'user', sessionId };
}
const staff = (): Principal => ({ ...aPerson(), organisationId: peers.installation });

async function ask(principal: Principal, method: string, path: string, body?: object) {
  const answer = await house.ask(retention, method, path, { as: 'console', principal, ...(body && { body }) });
  return { status: answer.status, body: answer.body as SubjectRequest & { code?: string; items?: SubjectRequest[] } };
}
const steps = ({ timeline }: SubjectRequest) => timeline.map(({ step }) => step);
const ordered = (definition: { type: string }, requestId: string) =>
  waitFor(() => published.find(({ name, data }) => name === definition.type && data['requestId'] === requestId)?.data);
const notices = (requestId: string) =>
  published
    .filter(({ name, data }) => name === noticeOrdered.type && data['requestId'] === requestId)
    .map(({ data }) => [data['notice'], data['to']]);

async function acknowledge(data: Omit<SubjectStepDone, 'counts'>, times = 1) {
  const done = { ...data, counts: {} };
  const event = createEvent(identitySubjectStepDone, done, { tenantId: data.tenantId, clock });
  for (let time = 0; time < times; time += 1) await house.transport.publish([event]);
}
const upkeep = () => retention.app.get(RequestUpkeepJob, { strict: false }).run();

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (failure, zip) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      zip.on('end', resolve).on('error', reject);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (_failure, stream) => {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
  return files;
}

describe('a copy of personal data', () => {
  const person = aPerson();
  let request: SubjectRequest;

  it('is asked for by a person who has just proved to be that person, and by nobody else', async () => {
    const unproven = { ...person, sessionId: newId('ses') };
    const token: Principal = { ...person, kind: 'api-token', userId: null };
    expect((await ask(unproven, 'POST', '/v1/my/requests', { type: 'access' })).body.code).toBe(
      'IDENTITY.PROOF_NEEDED',
    );
    expect((await ask(token, 'POST', '/v1/my/requests', { type: 'access' })).body.code).toBe('RETENTION.ONLY_A_PERSON');
    // 31 January: the last day of a month that has fewer.
    const rows = [
      { email: 'ada@example.test', note: '=1+1' },
      { email: 'ada@example.test', note: 'a,"b"' },
    ];
    const dataset: ExportDataset = {
      ...{
        id: 'identity.account',
        title: 'Account',
        purpose: 'To sign in.',
        role: 'controller' as const,
        isProvided: true,
      },
      schema: { type: 'object', properties: { email: {}, note: {} } },
    };
    const hidden: ExportDataset = { ...dataset, id: 'identity.sessions', isProvided: false };
    let asked = 0;
    peers.lines = () => {
      asked += 1;
      return asked === 1
        ? [{ dataset }, ...rows.map((row) => ({ row })), { dataset: hidden }, { end: { rows: 2 } }]
        : [{ end: { rows: 0 } }];
    };
    const answer = await ask(person, 'POST', '/v1/my/requests', { type: 'access', statement: 'please' });
    expect(answer).toMatchObject({
      status: 201,
      body: { type: 'access', role: 'controller', dueAt: '2026-02-28T23:59:59.999Z', asked: { statement: 'please' } },
    });
    request = answer.body;
  });

  it('is made, sealed, and fetched only after another proof, by its person', async () => {
    const path = `/v1/my/requests/${request.id}`;
    const done = await waitFor(async () => {
      const { body } = await ask(person, 'GET', path);
      return body.state === 'completed' ? body : undefined;
    });
    expect(steps(done)).toEqual(['received', 'verified', 'accepted', 'export-ready', 'completed']);
    expect(done.export).toMatchObject({ expiresAt: '2026-02-07T12:00:00.000Z' });
    expect((await ask(aPerson(), 'GET', path)).status).toBe(404);
    expect((await ask({ ...person, sessionId: newId('ses') }, 'GET', `${path}/export`)).body.code).toBe(
      'IDENTITY.PROOF_NEEDED',
    );
    const response = await house.fetch(retention, 'GET', `${path}/export`, { as: 'console', principal: person });
    expect(response.headers.get('content-type')).toBe('application/zip');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(done.export?.sizeBytes);
    const files = await unzipped(bytes);
    expect(JSON.parse(files.get('data/identity/account.json') ?? '')).toEqual([
      { email: 'ada@example.test', note: '=1+1' },
      { email: 'ada@example.test', note: 'a,"b"' },
    ]);
    expect(files.get('data/identity/account.csv')).toBe(
      `email,note\r\nada@example.test,'=1+1\r\nada@example.test,"a,""b"""\r\n`,
    );
    expect(JSON.parse(files.get('data/identity/sessions.json') ?? '')).toEqual([]);
    expect(files.get('index.html')).toMatch(/controller[\s\S]*ada@example\.test/);
    expect([...files.keys()]).toContain('schema/identity/account.schema.json');
    const sealed = await house.database.asAdmin('select blob_ids from retention.subject_export where state = $1', [
      'ready',
    ]);
    expect(sealed).toEqual([{ blob_ids: [expect.stringMatching(/^[0-9a-f]{32}$/)] }]);
  });

  it('is gone when its time is over', async () => {
    clock.advance(7 * 86_400_000);
    expect((await ask(person, 'GET', `/v1/my/requests/${request.id}/export`)).status).toBe(404);
    await retention.app.get(ExportsJob, { strict: false }).run();
    const { body } = await ask(person, 'GET', `/v1/my/requests/${request.id}`);
    expect([body.export, steps(body).slice(-2)]).toEqual([null, ['downloaded', 'export-expired']]);
  });

  it('is asked for once at a time: twice at once is one request', async () => {
    const other = aPerson();
    peers.lines = () => [];
    const both = await Promise.all([1, 2].map(() => ask(other, 'POST', '/v1/my/requests', { type: 'access' })));
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    const { body } = await ask(other, 'GET', `/v1/my/requests/${both[0]?.body.id ?? ''}`);
    expect(steps(body)).toContain('joined');
    // A service that gives half of it gives nothing: the request goes on.
    expect(body.state).toBe('in-progress');
    expect((await ask(other, 'DELETE', `/v1/my/requests/${body.id}`)).body.state).toBe('withdrawn');
    expect((await ask(other, 'DELETE', `/v1/my/requests/${body.id}`)).body.code).toBe('RETENTION.REQUEST_STATE');
  });
});

describe('what a person has set going', () => {
  it('objections and restrictions are ordered, acknowledged once, and end the request', async () => {
    const person = aPerson();
    const objection = (await ask(person, 'POST', '/v1/my/requests', { type: 'objection', purposes: ['marketing'] }))
      .body;
    expect(await ordered(objectionRaised, objection.id)).toMatchObject({ purposes: ['marketing'] });
    const tenantId = person.organisationId;
    await acknowledge({ tenantId, requestId: objection.id, step: 'objection', outcome: 'done' }, 2);
    const after = await waitFor(async () => {
      const { body } = await ask(person, 'GET', `/v1/my/requests/${objection.id}`);
      return body.state === 'completed' ? body : undefined;
    });
    expect(steps(after)).toEqual(['received', 'verified', 'accepted', 'ordered', 'acknowledged', 'completed']);

    const restriction = (await ask(person, 'POST', '/v1/my/requests', { type: 'restriction' })).body;
    expect(restriction.isRestricted).toBe(true);
    expect(await ordered(restrictionChanged, restriction.id)).toMatchObject({ isRestricted: true });
    const lifted = await ask(person, 'POST', `/v1/my/requests/${restriction.id}/lifting`);
    expect([lifted.body.isRestricted, steps(lifted.body).at(-1)]).toEqual([false, 'lifted']);
  });

  it('corrections wait for staff, who are told of a refusal and deny with a ground', async () => {
    const person = aPerson();
    const changes = [{ field: 'email', to: 'new@example.test' }];
    const { body } = await ask(person, 'POST', '/v1/my/requests', { type: 'rectification', changes });
    expect(body.state).toBe('open');
    expect((await ask(aPerson(), 'POST', `/v1/subject-requests/${body.id}/decision`, {})).status).toBe(404);
    const someone = staff();
    expect((await ask(someone, 'GET', `/v1/subject-requests/${body.id}`)).body.asked?.changes).toEqual(changes);
    await ask(someone, 'POST', `/v1/subject-requests/${body.id}/decision`, {});
    const order = await ordered(rectificationOrdered, body.id);
    expect(JSON.stringify(order)).not.toContain('new@example.test');
    await acknowledge({
      ...{ tenantId: person.organisationId, requestId: body.id, step: 'rectification' },
      ...{ outcome: 'refused', reason: 'address-taken' },
    });
    const ground = 'Article 16 GDPR does not give you what is another person’s.';
    const denied = await waitFor(async () => {
      const { body: seen } = await ask(someone, 'GET', `/v1/subject-requests/${body.id}`);
      if (!steps(seen).includes('acknowledged')) return undefined;
      return ask(someone, 'POST', `/v1/subject-requests/${body.id}/denial`, { reason: 'rights-of-others', ground });
    });
    expect(denied.body).toMatchObject({ state: 'denied', denial: { reason: 'rights-of-others', ground } });
  });
});

describe('a request to be forgotten', () => {
  it('that a law forbids, and one that finds nobody any more, are answered with the ground', async () => {
    const held = aPerson();
    const { organisationId: tenantId, userId } = held;
    const ground = { law: 'Act 563/1991', article: '31(2)', reason: 'An inspection of the books is under way.' };
    const until = '2027-01-01T00:00:00.000Z';
    const hold = await ask(staff(), 'POST', '/v1/holds', {
      subject: { kind: 'user', tenantId, userId },
      ground,
      until,
    });
    expect(hold.status).toBe(201);
    const denied = (await ask(held, 'POST', '/v1/my/requests', { type: 'erasure' })).body;
    expect(denied).toMatchObject({ state: 'denied', denial: { reason: 'legal-obligation' } });
    expect(denied.timeline.at(-1)?.facts).toMatchObject({ code: 'RETENTION.UNDER_HOLD', holdIds: hold.body.id });
    await waitFor(() => notices(denied.id).length === 2);
    expect(notices(denied.id)).toEqual([
      ['received', 'person'],
      ['denied', 'person'],
    ]);
    // Every service knows nobody of this id.
    const gone = (await ask(aPerson(), 'POST', '/v1/my/requests', { type: 'erasure' })).body;
    expect(gone).toMatchObject({ state: 'denied', denial: { reason: 'already-done' } });
  });
});

describe('a person who wrote in', () => {
  it('shows by the link in a mail to be the person, and then only the clock runs; unknown addresses are answered, and not kept', async () => {
    const { organisationId: tenantId, userId } = aPerson();
    peers.people.set('ada@example.test', { tenantId, userId: userId ?? '' });
    const someone = staff();
    const subject = (email: string) => ({ type: 'access', subject: { kind: 'user', email } });
    expect((await ask(aPerson(), 'POST', '/v1/subject-requests', subject('ada@example.test'))).body.code).toBe(
      'RETENTION.NOT_THE_INSTALLATION',
    );
    const { body } = await ask(someone, 'POST', '/v1/subject-requests', subject('ada@example.test'));
    expect(body).toMatchObject({ state: 'unverified', dueAt: null, subject: { userId } });
    await waitFor(() => notices(body.id).length === 1);
    expect(notices(body.id)).toEqual([['verify', 'person']]);
    clock.advance(86_400_000);
    await acknowledge({ tenantId, requestId: body.id, step: 'verification', outcome: 'done' });
    const open = await waitFor(async () => {
      const seen = (await ask(someone, 'GET', `/v1/subject-requests/${body.id}`)).body;
      return seen.state === 'open' ? seen : undefined;
    });
    expect(open.dueAt?.slice(0, 10)).toBe('2026-03-08');

    const unknown = (await ask(someone, 'POST', '/v1/subject-requests', subject('nobody@example.test'))).body;
    expect(unknown).toMatchObject({ state: 'denied', role: 'controller', denial: { reason: 'no-match' } });
    const rows = await house.database.asAdmin('select * from retention.subject_request where id = $1', [unknown.id]);
    expect(JSON.stringify(rows)).not.toContain('nobody@example.test');
  });

  it('and never answers the link is no request after two weeks', async () => {
    const { organisationId: tenantId, userId } = aPerson();
    peers.people.set('eve@example.test', { tenantId, userId: userId ?? '' });
    const subject = { kind: 'user', email: 'eve@example.test' };
    const { body } = await ask(staff(), 'POST', '/v1/subject-requests', { type: 'erasure', subject });
    clock.advance(15 * 86_400_000);
    await upkeep();
    expect((await ask(staff(), 'GET', `/v1/subject-requests/${body.id}`)).body.state).toBe('expired');
  });
});

describe('time', () => {
  it('is extended once, within the first month, with a reason that is told; what is due is said aloud once a day', async () => {
    const { organisationId: tenantId, userId } = aPerson();
    peers.people.set('late@example.test', { tenantId, userId: userId ?? '' });
    const someone = staff();
    const subject = { kind: 'user', email: 'late@example.test', isVerified: true };
    const { body } = await ask(someone, 'POST', '/v1/subject-requests', { type: 'access', subject });
    expect(body.state).toBe('open');
    clock.advance(25 * 86_400_000);
    await upkeep();
    await upkeep();
    const path = `/v1/subject-requests/${body.id}`;
    expect(steps((await ask(someone, 'GET', path)).body).filter((step) => step === 'reminded')).toHaveLength(1);
    const reason = 'The archive of the year before last has to be searched by hand.';
    const extended = await ask(someone, 'POST', `${path}/extension`, { reason });
    expect(Date.parse(extended.body.dueAt ?? '') - Date.parse(body.dueAt ?? '')).toBeGreaterThan(58 * 86_400_000);
    expect((await ask(someone, 'POST', `${path}/extension`, { reason })).body.code).toBe('RETENTION.CANNOT_EXTEND');
    await waitFor(() => notices(body.id).length === 3);
    expect(notices(body.id)).toEqual([
      ['received', 'person'],
      ['due-soon', 'staff'],
      ['extended', 'person'],
    ]);
    clock.advance(70 * 86_400_000);
    await upkeep();
    expect((await ask(someone, 'GET', path)).body).toMatchObject({ isOverdue: true });
    expect((await ask(someone, 'GET', '/v1/subject-requests?state=open')).body.items?.map(({ id }) => id)).toContain(
      body.id,
    );
  });
});

describe('an organisation', () => {
  it('asks for people in its data, sees no request of anybody’s account, and nobody else sees its own', async () => {
    const owner = aPerson();
    peers.lines = () => [{ end: { rows: 0 } }];
    await ask(owner, 'POST', '/v1/my/requests', { type: 'restriction' });
    const subject = { kind: 'data-subject', values: ['Cleo@Example.test'] };
    const marked = (await ask(owner, 'POST', '/v1/subject-requests', { type: 'restriction', subject })).body;
    expect(marked).toMatchObject({
      state: 'completed',
      role: 'processor',
      isRestricted: true,
      subject: { valueCount: 1 },
    });
    const objection = await ask(owner, 'POST', '/v1/subject-requests', { type: 'objection', subject });
    expect([objection.status, objection.body.code]).toEqual([422, 'RETENTION.REQUEST_DOES_NOT_FIT']);
    const listed = (await ask(owner, 'GET', '/v1/subject-requests')).body.items ?? [];
    expect(listed.map(({ id }) => id)).toEqual([marked.id]);
    expect((await ask(aPerson(), 'GET', `/v1/subject-requests/${marked.id}`)).status).toBe(404);
    // Staff see that it is there, and not whom it is about.
    expect((await ask(staff(), 'GET', `/v1/subject-requests/${marked.id}`)).body).toMatchObject({ asked: null });
    expect((await ask(staff(), 'POST', `/v1/subject-requests/${marked.id}/lifting`, {})).status).toBe(404);
    const rows = await house.database.asAdmin('select * from retention.subject_request where id = $1', [marked.id]);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('cleo');
    const copy = (await ask(owner, 'POST', '/v1/subject-requests', { type: 'access', subject })).body;
    await waitFor(async () => (await ask(owner, 'GET', `/v1/subject-requests/${copy.id}`)).body.export !== null);
    expect(peers.asked.at(-1)).toEqual({
      kind: 'data-subject',
      tenantId: owner.organisationId,
      values: ['Cleo@Example.test'],
    });
  });
});
