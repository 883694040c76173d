import { ConfigError, Settings } from '@ebbflow/config';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { MailDeliveryJob } from '../../src/mail/mail-delivery.job.ts';
import { MailConfig } from '../../src/mail/mail.config.ts';
import { MailServer } from '../support/mail-server.fake.ts';
import { identityForFile, PASSWORD, StartedIdentity } from '../support/started-identity.ts';

const house = identityForFile();

async function ownerOf(sessionToken: string): Promise<Principal> {
  return principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
}

const register = (email: string, identity = house.identity) =>
  identity.call('POST', '/internal/v1/registrations', { email, password: PASSWORD });
const outbox = (principal: Principal) => house.identity.call('GET', '/v1/mail/outbox', undefined, { principal });

describe('without a mail server', () => {
  it('the owner of the installation passes messages on, with links that work', async () => {
    const principal = await ownerOf((await house.identity.anOwner('ops@example.test', 'Ops')).sessionToken);
    await register('ada@example.test');
    const { status, body } = await outbox(principal);
    expect(status).toBe(200);
    const [mail] = body['items'] as { to: string; text: string; purpose: string }[];
    expect(mail).toMatchObject({ to: 'ada@example.test', purpose: 'sign-in', kind: 'confirm-registration' });
    const token = /ebl_[A-Za-z0-9_-]{27}/.exec(mail?.text ?? '')?.[0];
    const confirmed = await house.identity.call('POST', '/internal/v1/registrations/confirm', {
      token,
      password: PASSWORD,
    });
    expect(confirmed.status).toBe(201);
    const hers = await ownerOf(String(confirmed.body['sessionToken']));
    // An owner too, but of an organisation of her own and not of the installation's.
    expect(await outbox(hers)).toMatchObject({ status: 404, body: { code: 'IDENTITY.NO_OUTBOX' } });
    expect((await outbox({ ...principal, scopes: ['mail:read'] })).status).toBe(404);
    expect((await outbox({ ...principal, userId: null, kind: 'api-token' })).status).toBe(403);
  });
});

describe('with a mail server', () => {
  it('nothing is handed over in the clear when TLS is asked for and not offered', async () => {
    const server = new MailServer({ offersTls: false });
    const identity = await StartedIdentity.start(house.database, {
      EBB_MAIL_HOST: '127.0.0.1',
      EBB_MAIL_PORT: String(await server.start()),
      EBB_MAIL_POLL: '5m',
    });
    try {
      await register('clear@example.test', identity);
      await identity.service.app.get(MailDeliveryJob, { strict: false }).run();
      expect(server.received).toEqual([]);
      const [row] = await house.database.asAdmin<{ attempts: number }>(
        `select m.attempts from identity.mail m join identity.registration r on r.id = m.subject_id where email = 'clear@example.test'`,
      );
      expect(row?.attempts).toBe(1);
    } finally {
      await identity.stop();
      await server.stop();
    }
  });

  it('TLS can be off on this machine only', () => {
    const settings = (host: string) => new Settings({ EBB_MAIL_HOST: host, EBB_MAIL_TLS: 'off' });
    expect(() => new MailConfig(settings('mail.example.test'))).toThrow(ConfigError);
    expect(new MailConfig(settings('127.0.0.1')).tls).toBe('off');
  });
});

describe('registration that is closed', () => {
  it('takes nobody', async () => {
    const identity = await StartedIdentity.start(house.database, { EBB_IDENTITY_REGISTRATION: 'closed' });
    try {
      expect(await register('closed@example.test', identity)).toMatchObject({
        status: 403,
        body: { code: 'IDENTITY.REGISTRATION_CLOSED' },
      });
    } finally {
      await identity.stop();
    }
  });
});
