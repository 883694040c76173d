import type { NoticeVersion, OwnNotice } from '@ebbflow/contracts';
import { notice } from '@ebbflow/policy';
import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { MailDeliveryJob } from '../../src/mail/mail-delivery.job.ts';
import { NoticeAnnouncementsJob } from '../../src/notice/notice-announcements.job.ts';
import { MailServer } from '../support/mail-server.fake.ts';
import { Person } from '../support/person.ts';
import { StartedIdentity } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const database = new TemplateDatabase([identityService]);
const server = new MailServer({ offersTls: false });
let identity: StartedIdentity;
let operator: Person;

beforeAll(async () => {
  await database.create();
  identity = await StartedIdentity.start(database, {
    EBB_MAIL_HOST: '127.0.0.1',
    EBB_MAIL_PORT: String(await server.start()),
    EBB_MAIL_TLS: 'off',
    EBB_MAIL_POLL: '5m',
  });
  operator = await Person.owner(identity, 'ops@example.test');
}, 60_000);
afterAll(async () => {
  await identity.stop();
  await server.stop();
  await database.drop();
}, 30_000);

const inDays = (days: number) => new Date(identity.clock.nowMs() + days * DAY_MS).toISOString();
const publish = (more: object, as = operator) =>
  as.ask('POST', '/v1/notice/versions', {
    ...{ summary: 'Usage information is kept longer.', reducesRights: true, effectiveAt: inDays(30) },
    ...more,
  });
const versions = async () => (await operator.ask('GET', '/v1/notice/versions')).body['items'] as NoticeVersion[];
const own = async (person: Person) => (await person.ask('GET', '/v1/me/notice')).body as OwnNotice;
const announce = () => identity.service.app.get(NoticeAnnouncementsJob, { strict: false }).run();
const deliver = () => identity.service.app.get(MailDeliveryJob, { strict: false }).run();

/** As after a while in which nobody was there. */
async function again(email: string): Promise<Person> {
  const { body } = await identity.signIn(email, 'seven quiet tides', '198.51.100.9');
  return new Person(identity, email, String(body['sessionToken']));
}

it('an installation begins with the notice of its release, and who uses it accepts that once', async () => {
  expect(await own(operator)).toMatchObject({
    current: { version: 1, digest: notice().digest, reducesRights: false },
    acceptedAt: identity.clock.now().toISOString(),
    upcoming: [],
  });
  identity.clock.advance(60_000);
  await operator.principal();
  const rows = await database.asAdmin('select version from identity.notice_acceptance');
  expect(rows).toEqual([{ version: 1 }]);
});

it('what only looks on, such as a page that waits, accepts nothing', async () => {
  const { setupToken } = await identity.bootstrap('Onlooker');
  const { body } = await identity.redeem(setupToken ?? '', 'onlooker@example.test');
  const sessionToken = String(body['sessionToken']);
  const { body: principal } = await identity.resolve({ sessionToken, isPassive: true });
  const accepted = () =>
    database.asAdmin('select 1 from identity.notice_acceptance where user_id = $1', [principal['userId']]);
  expect(await accepted()).toEqual([]);
  await identity.resolve({ sessionToken });
  expect(await accepted()).toHaveLength(1);
});

it('a version that reduces rights is refused unless there is time to announce it, and nothing is stored', async () => {
  expect(await publish({ effectiveAt: inDays(29) })).toMatchObject({
    status: 409,
    body: { code: 'IDENTITY.NOTICE_TOO_SOON' },
  });
  expect(await publish({ effectiveAt: inDays(-1), reducesRights: false })).toMatchObject({ status: 409 });
  expect(await versions()).toHaveLength(1);
});

it('is published by the owner of the installation’s own organisation and by nobody else', async () => {
  const registered = await identity.call('POST', '/internal/v1/registrations', {
    ...{ email: 'ada@example.test', password: 'seven quiet tides' },
  });
  expect(registered.status).toBe(202);
  await deliver();
  const token = /ebl_[A-Za-z0-9_-]{27}/.exec(server.to('ada@example.test')[0]?.source.replace(/=\r\n/g, '') ?? '')?.[0];
  const { body } = await identity.call('POST', '/internal/v1/registrations/confirm', {
    token,
    password: 'seven quiet tides',
  });
  const ada = new Person(identity, 'ada@example.test', String(body['sessionToken']));
  expect(await publish({}, ada)).toMatchObject({ status: 404, body: { code: 'IDENTITY.NOT_THE_INSTALLATION' } });
  expect((await ada.ask('GET', '/v1/notice/versions')).status).toBe(404);
  expect(await versions()).toHaveLength(1);
});

it('everybody is written to before it takes effect; it does not before they were, and then use accepts it', async () => {
  const effectiveAt = inDays(30);
  expect(await publish({ effectiveAt })).toMatchObject({ status: 201, body: { version: 2, announcedAt: null } });
  // Its time comes while nobody could be written to: the old one goes on.
  const people = await database.asAdmin<{ email: string }>('select email from identity.user');
  await Promise.all([announce(), announce()]);
  await announce();
  expect((await versions())[0]).toMatchObject({ announcedAt: null });
  await deliver();
  await announce();
  for (const { email } of people) {
    const mails = server.to(email).filter(({ source }) => source.includes('privacy notice changes'));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.source).toContain('X-Ebbflow-Purpose: business');
    expect(mails[0]?.source.replace(/=\r\n/g, '')).toContain(`takes effect on ${effectiveAt.slice(0, 10)}`);
  }
  const [newest] = await versions();
  expect(newest).toMatchObject({
    announcements: { queued: people.length, sent: people.length },
    announcedAt: expect.any(String),
    acceptanceCount: 0,
  });
  identity.clock.advance(30 * DAY_MS - 1);
  expect(await own(await again('ada@example.test'))).toMatchObject({
    current: { version: 1 },
    upcoming: [{ version: 2 }],
  });
  identity.clock.advance(1);
  const ada = await again('ada@example.test');
  expect(await own(ada)).toMatchObject({
    current: { version: 2 },
    acceptedAt: identity.clock.now().toISOString(),
    upcoming: [],
  });
  expect((await versionsAs('ops@example.test'))[0]).toMatchObject({ acceptanceCount: 2 });
});

it('one whose time came before everybody was written to waits for that', async () => {
  operator = await again('ops@example.test');
  await publish({ effectiveAt: inDays(30), summary: 'Something else is kept longer.' });
  identity.clock.advance(31 * DAY_MS);
  operator = await again('ops@example.test');
  expect((await own(operator)).current.version).toBe(2);
  await announce();
  identity.clock.advance(60_000);
  await announce();
  expect((await own(operator)).current.version).toBe(2);
  await deliver();
  await announce();
  identity.clock.advance(60_000);
  expect((await own(operator)).current.version).toBe(3);
});

async function versionsAs(email: string): Promise<NoticeVersion[]> {
  operator = await again(email);
  return versions();
}
