import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { Authenticator } from '../support/authenticator.fake.ts';
import { OidcProvider } from '../support/oidc-provider.fake.ts';
import { Person } from '../support/person.ts';
import { PASSWORD, StartedIdentity } from '../support/started-identity.ts';

const database = new TemplateDatabase([identityService]);
const acme = new OidcProvider();
let identity: StartedIdentity;

beforeAll(async () => {
  await Promise.all([database.create(), acme.start(['http://127.0.0.1:7100/sign-in/with/acme/callback'])]);
  const provider = { kind: 'oidc', name: 'acme', title: 'Acme', issuer: acme.issuer };
  identity = await StartedIdentity.start(database, {
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_IDENTITY_PROVIDERS: JSON.stringify([{ ...provider, clientId: 'ebbflow', clientSecret: 'client-secret' }]),
  });
}, 90_000);
afterAll(async () => {
  await identity.stop();
  await acme.stop();
  await database.drop();
}, 60_000);

const internal = async (path: string, body: object) => (await identity.call('POST', `/internal/v1${path}`, body)).body;

/** What the log of the organisation the person works in says of the address of each entry of these kinds, the newest first. */
async function originsOf(person: Person): Promise<string[]> {
  const { body } = await person.ask('GET', '/v1/audit');
  return (body['items'] as { action: string; personal: { facts: { clientIp?: string } | null } }[])
    .filter(({ action }) => ['session.began', 'account.registered'].includes(action))
    .map(({ action, personal }) => `${action} ${personal.facts?.clientIp ?? 'nowhere'}`);
}

describe('the audit log tells from where', () => {
  it('a set-up link was redeemed', async () => {
    const { setupToken: token } = await identity.bootstrap('Set up');
    const owner = { token, email: 'from-setup@example.test', password: PASSWORD, clientIp: '2001:db8:1:2::77' };
    const { sessionToken } = await internal('/setup-links/redeem', owner);
    // The whole address, although its network is what is counted.
    expect(await originsOf(new Person(identity, owner.email, String(sessionToken)))).toEqual([
      'session.began 2001:db8:1:2::77',
    ]);
  });

  it('somebody new came by an invitation, with the account that was made (C01)', async () => {
    const ada = await Person.owner(identity, 'from-ada@example.test');
    const token = await ada.invite({ email: 'from-bob@example.test' });
    const accept = { token, password: PASSWORD, clientIp: '192.0.2.11' };
    const { sessionToken } = await internal('/invitations/accept', accept);
    const bob = new Person(identity, 'from-bob@example.test', String(sessionToken));
    await bob.enter(String((await bob.principal()).homeOrganisationId));
    expect(await originsOf(bob)).toEqual(['session.began 192.0.2.11', 'account.registered 192.0.2.11']);
  });

  it('a passkey signed somebody in', async () => {
    const ada = await Person.owner(identity, 'from-passkey@example.test');
    const device = new Authenticator();
    const { token, options } = (await ada.ask('POST', '/v1/me/passkeys/options')).body as never;
    const response = device.register(options);
    expect((await ada.ask('POST', '/v1/me/passkeys', { token, name: 'Key ring', response })).status).toBe(201);
    const begun = (await internal('/passkey-sign-ins', { clientIp: '192.0.2.12' })) as never as { token: string };
    const { token: challenge, options: asked } = begun as { token: string; options?: never };
    const answer = { token: challenge, response: device.signIn(asked as never), clientIp: '192.0.2.12' };
    expect((await internal('/passkey-sign-ins/finish', answer))['sessionToken']).toBeDefined();
    expect((await originsOf(ada))[0]).toBe('session.began 192.0.2.12');
  });

  it('somebody came from a provider, linking the account and afterwards', async () => {
    const ada = await Person.owner(identity, 'from-provider@example.test');
    acme.person = { subject: 'sub-from', email: ada.email, isVerified: true };
    const comeBack = async (clientIp: string) => {
      const { token, authorizationUrl } = await internal('/provider-sign-ins', { provider: 'acme', clientIp });
      const parameters = await acme.visit(String(authorizationUrl));
      return internal('/provider-sign-ins/finish', { provider: 'acme', token, parameters, clientIp });
    };
    const { linkToken: token } = await comeBack('192.0.2.13');
    const linked = await internal('/provider-sign-ins/link', { token, password: PASSWORD, clientIp: '192.0.2.14' });
    expect((await comeBack('192.0.2.15'))['sessionToken']).toBeDefined();
    const session = new Person(identity, ada.email, String(linked['sessionToken']));
    expect((await originsOf(session)).slice(0, 2)).toEqual(['session.began 192.0.2.15', 'session.began 192.0.2.14']);
  });
});
