import { type ConsentRecordList, consentRecordSchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { Consents } from '../../src/consent/consents.ts';
import { NoticeVersions } from '../../src/notice/notice-versions.ts';
import { Person } from '../support/person.ts';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const house = identityForFile();
const owner = (name: string) => Person.owner(house.identity, `${name}@example.test`);
const consents = () => house.identity.service.app.get(Consents, { strict: false });
const decide = (person: Person, purpose: string, isGiven: boolean) =>
  person.ask('PUT', `/v1/me/consents/${purpose}`, { isGiven });
const recordsOf = async (person: Person, query = '') =>
  (await person.ask('GET', `/v1/me/consents/records${query}`)).body as ConsentRecordList;
const has = async (person: Person, purpose: 'marketing' | 'analytics' | 'cookies') =>
  consents().has({ tenantId: await person.organisationId(), userId: await person.userId() }, purpose);

it('nobody has consented to anything before being asked, and only a yes is a yes', async () => {
  const ada = await owner('ada');
  expect((await ada.ask('GET', '/v1/me/consents')).body).toEqual({
    items: ['marketing', 'analytics', 'cookies'].map((purpose) => ({
      ...{ purpose, isGiven: false, noticeVersion: null, decidedAt: null },
    })),
    nextCursor: null,
  });
  expect(await has(ada, 'marketing')).toBe(false);
  expect((await decide(ada, 'marketing', true)).body).toMatchObject({ isGiven: true, noticeVersion: 1 });
  expect([await has(ada, 'marketing'), await has(ada, 'analytics')]).toEqual([true, false]);
  expect(await has(await owner('somebody-else'), 'marketing')).toBe(false);
  expect((await decide(ada, 'marketing', false)).body).toMatchObject({ isGiven: false });
  expect(await has(ada, 'marketing')).toBe(false);
});

it('each decision is a record in the shape of ISO/IEC TS 27560, and what changes nothing is none', async () => {
  const ben = await owner('ben');
  await decide(ben, 'cookies', false);
  await decide(ben, 'marketing', true);
  await decide(ben, 'marketing', true);
  house.identity.clock.advance(1_000);
  await decide(ben, 'marketing', false);
  const { items } = await recordsOf(ben);
  expect(items.map(({ event }) => event.state)).toEqual(['withdrawn', 'given']);
  expect(consentRecordSchema.parse(items[1])).toMatchObject({
    piiPrincipalId: await ben.userId(),
    piiProcessing: {
      privacyNotice: { version: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      purpose: 'marketing',
      lawfulBasis: 'consent',
      piiInformation: ['e-mail address'],
      recipientThirdParties: ['MailerLite'],
    },
    event: { eventType: 'explicit', method: 'settings' },
  });
  const first = await recordsOf(ben, '?limit=1');
  expect((await recordsOf(ben, `?limit=1&cursor=${first.nextCursor ?? ''}`)).items).toEqual([items[1]]);
  const audited = (await ben.ask('GET', '/v1/audit?action=consent.given')).body['items'];
  expect(audited).toMatchObject([{ facts: { purpose: 'marketing', method: 'settings', noticeVersion: 1 } }]);
});

it('a decision is younger than the one before it, whatever the clock of the replica that takes it says', async () => {
  const lea = await owner('lea');
  await decide(lea, 'marketing', true);
  const { app } = house.identity.service;
  const behind = new Consents(
    app.get(Database, { strict: false }),
    app.get(NoticeVersions, { strict: false }),
    app.get(AuditLog, { strict: false }),
    new ManualClock(house.identity.clock.nowMs() - 5_000),
  );
  const person = { tenantId: await lea.organisationId(), userId: await lea.userId() };
  await behind.decide({ ...person, purpose: 'marketing', isGiven: false, method: 'settings' });
  expect(await has(lea, 'marketing')).toBe(false);
  await Promise.all(
    [true, true].map((isGiven) => behind.decide({ ...person, purpose: 'marketing', isGiven, method: 'settings' })),
  );
  expect((await recordsOf(lea)).items.map(({ event }) => event.state)).toEqual(['given', 'withdrawn', 'given']);
});

it('a record can be neither changed nor removed by the service', async () => {
  const eve = await owner('eve');
  await decide(eve, 'analytics', true);
  const tenantId = await eve.organisationId();
  for (const text of [
    'update identity.consent_record set state = $1',
    'delete from identity.consent_record where id <> $1',
  ])
    await expect(
      house.identity.service.app
        .get(Database, { strict: false })
        .withTenant(tenantId, (sql) => sql.query({ name: `test.${text.slice(0, 6)}`, text }, ['given'])),
    ).rejects.toMatchObject({ code: '42501' });
});

it('who acts upon a consent is told with it, and when that fails nothing was decided', async () => {
  const kim = await owner('kim');
  const told: unknown[] = [];
  consents().onDecided(async (_sql, { userId, purpose, isGiven }) => {
    if (userId !== (await kim.userId())) return;
    if (!isGiven) throw new Error('cannot');
    told.push(purpose);
  });
  await decide(kim, 'marketing', true);
  expect(told).toEqual(['marketing']);
  expect((await decide(kim, 'marketing', false)).status).toBe(500);
  expect(await has(kim, 'marketing')).toBe(true);
});

it('refuses purposes nobody is asked about, anything that is no yes or no, and API tokens', async () => {
  const sam = await owner('sam');
  expect(await decide(sam, 'profiling', true)).toMatchObject({
    status: 404,
    body: { code: 'IDENTITY.UNKNOWN_PURPOSE' },
  });
  expect((await sam.ask('PUT', '/v1/me/consents/marketing', { isGiven: 'yes' })).status).toBe(400);
  const principal = { ...(await sam.principal()), userId: null, kind: 'api-token' as const };
  expect(await house.identity.call('PUT', '/v1/me/consents/marketing', { isGiven: true }, { principal })).toMatchObject(
    {
      status: 403,
      body: { code: 'IDENTITY.NOT_A_PERSON' },
    },
  );
  expect((await recordsOf(sam)).items).toEqual([]);
});

it('the box for the remembered address is written down at sign-in, ticked as given, unticked as withdrawn, and never before the password is right', async () => {
  const email = 'remembered@example.test';
  const person = await owner('remembered');
  const signIn = (rememberEmail: boolean | undefined, password = PASSWORD) =>
    house.identity.call('POST', '/internal/v1/sessions', {
      email,
      password,
      ...(rememberEmail !== undefined && { rememberEmail }),
    });
  const decisions = async () => (await recordsOf(person)).items.map(({ event }) => [event.state, event.method]);
  for (const refused of [() => signIn(true, 'wrong'), () => signIn(false), () => signIn(undefined)]) await refused();
  expect(await decisions()).toEqual([]);
  for (const _ of [1, 2]) expect((await signIn(true)).status).toBe(201);
  expect(await has(person, 'cookies')).toBe(true);
  expect((await signIn(undefined)).status).toBe(201);
  expect(await has(person, 'cookies')).toBe(true);
  house.identity.clock.advance(1_000);
  await signIn(false);
  expect(await has(person, 'cookies')).toBe(false);
  expect(await decisions()).toEqual([
    ['withdrawn', 'sign-in-form'],
    ['given', 'sign-in-form'],
  ]);
});
