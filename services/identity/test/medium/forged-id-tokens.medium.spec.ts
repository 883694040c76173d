import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { type Answer, StartedIdentity } from '../support/started-identity.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

type Claims = Record<string, unknown>;

function signed(
  claims: Claims,
  key: KeyObject = keys.privateKey,
  header: object = { alg: 'RS256', kid: 'one' },
): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

/** A provider that says whatever the test wants: an honest one cannot be made to lie. */
describe('an ID token', () => {
  const database = new TemplateDatabase([identityService]);
  let identity: StartedIdentity;
  let issuer = '';
  let idToken = '';
  let subject = '';
  const liar = createServer((request, response) => {
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': {
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ userinfo_endpoint: `${issuer}/user`, jwks_uri: `${issuer}/jwks` },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
        id_token_signing_alg_values_supported: ['RS256'],
      },
      '/jwks': { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
      '/user': { sub: subject, email: 'ada@example.test', email_verified: true },
      '/token': { access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: idToken },
    };
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });

  beforeAll(async () => {
    await database.create();
    await new Promise<void>((ready) => liar.listen(0, '127.0.0.1', ready));
    issuer = `http://127.0.0.1:${String((liar.address() as AddressInfo).port)}`;
    const provider = { kind: 'oidc', name: 'liar', title: 'Liar', issuer, clientId: 'ebbflow', clientSecret: 'secret' };
    identity = await StartedIdentity.start(database, {
      EBB_EGRESS_ALLOW: '127.0.0.0/8',
      EBB_IDENTITY_PROVIDERS: JSON.stringify([provider]),
    });
  }, 90_000);

  afterAll(async () => {
    await identity.stop();
    liar.closeAllConnections();
    await new Promise((done) => liar.close(done));
    await database.drop();
  }, 60_000);

  /** There and back, with the token that is made of what a true one would say. */
  async function comeBackWith(forge: (claims: Claims) => string): Promise<Answer> {
    const path = '/internal/v1/provider-sign-ins';
    const begun = (await identity.call('POST', path, { provider: 'liar' })).body;
    const asked = new URL(String(begun['authorizationUrl'])).searchParams;
    const nowS = Math.floor(Date.now() / 1_000);
    idToken = forge({
      ...{ iss: issuer, aud: 'ebbflow', sub: 'sub-1', nonce: asked.get('nonce'), iat: nowS, exp: nowS + 300 },
    });
    const [, said = ''] = idToken.split('.');
    subject = String((JSON.parse(Buffer.from(said, 'base64url').toString()) as Claims)['sub']);
    const parameters = { code: 'a-code', state: asked.get('state') };
    return identity.call('POST', `${path}/finish`, { provider: 'liar', token: begun['token'], parameters });
  }

  it('that is true is believed', async () => {
    const answer = await comeBackWith((claims) => signed(claims));
    expect([answer.status, Object.keys(answer.body)]).toEqual([
      expect.any(Number),
      expect.arrayContaining(['linkToken']),
    ]);
  });

  it.each<[string, (claims: Claims) => string]>([
    ['signed by a stranger', (claims) => signed(claims, stranger.privateKey)],
    ['not signed', (claims) => `${part({ alg: 'none' })}.${part(claims)}.`],
    [
      'changed after it was signed',
      (claims) => signed(claims).replace(/\.[^.]+\./, `.${part({ ...claims, sub: 'sub-2' })}.`),
    ],
    [
      'signed with the public key as if it were a secret',
      (claims) => {
        const text = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`;
        const secret = keys.publicKey.export({ format: 'pem', type: 'spki' });
        return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      },
    ],
    ['of another sign-in', (claims) => signed({ ...claims, nonce: 'another' })],
    ['of no sign-in', ({ nonce: _nonce, ...claims }) => signed(claims)],
    ['for somebody else', (claims) => signed({ ...claims, aud: 'another-client' })],
    ['of another issuer', (claims) => signed({ ...claims, iss: 'https://evil.example' })],
    ['that is over', (claims) => signed({ ...claims, exp: Number(claims['iat']) - 3_600 })],
  ])('%s opens nothing', async (_what, forge) => {
    expect(await comeBackWith(forge)).toMatchObject({ status: 409, body: { code: 'IDENTITY.PROVIDER_FAILED' } });
  });
});
