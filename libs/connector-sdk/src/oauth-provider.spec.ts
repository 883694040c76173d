import { defineOauthProvider, type OauthProvider, resolveOauthProvider } from './oauth-provider.ts';

const acme: OauthProvider = {
  id: 'acme',
  label: 'Acme',
  variables: [{ name: 'host', label: 'Host of your installation', kind: 'host' }],
  authorizationUrl: 'https://{host}/oauth/authorize?prompt=consent',
  tokenUrl: 'https://{host}/oauth/token',
  revocationUrl: 'https://{host}/oauth/revoke',
  scopes: ['api'],
  authStyle: 'basic',
  allowedOrigins: ['https://{host}', 'https://uploads.example.com'],
};
const generic: OauthProvider = {
  ...{ id: 'generic', label: 'Any', scopes: [], authStyle: 'basic', allowedOrigins: 'chosen' },
  variables: [
    { name: 'authorizationUrl', label: 'Authorise URI', kind: 'url' },
    { name: 'tokenUrl', label: 'Token URI', kind: 'url' },
    { name: 'revocationUrl', label: 'Revocation URI', kind: 'url', isOptional: true },
  ],
  authorizationUrl: '{authorizationUrl}',
  tokenUrl: '{tokenUrl}',
  revocationUrl: '{revocationUrl}',
};

describe('the OAuth provider of a manifest', () => {
  it('has a person’s own words put in where its variables stand', () => {
    expect(resolveOauthProvider(defineOauthProvider(acme), { host: 'acme.example.org:8443' })).toEqual({
      endpoints: {
        authorizationUrl: 'https://acme.example.org:8443/oauth/authorize?prompt=consent',
        tokenUrl: 'https://acme.example.org:8443/oauth/token',
        revocationUrl: 'https://acme.example.org:8443/oauth/revoke',
      },
      allowedOrigins: ['https://acme.example.org:8443', 'https://uploads.example.com'],
    });
  });

  it('leaves out what is made of an optional variable that is left out', () => {
    const given = { authorizationUrl: 'https://a.example/authorize', tokenUrl: 'https://a.example/token' };
    expect(resolveOauthProvider(defineOauthProvider(generic), given)).toEqual({ endpoints: given });
  });

  it.each([
    [{}, '/variables/host'],
    [{ host: 'https://evil.example' }, '/variables/host'],
    [{ host: 'evil.example/?x=' }, '/variables/host'],
    [{ host: 'user@evil.example' }, '/variables/host'],
    [{ host: 'a\nb' }, '/variables/host'],
    [{ host: 'a.example', other: 'x' }, '/variables/other'],
  ])('refuses %j with the place of it', (given, pointer) => {
    expect(resolveOauthProvider(acme, given as Record<string, string>)).toMatchObject({ faults: [{ pointer }] });
  });

  it.each([
    ['a variable nobody declared', { tokenUrl: 'https://{elsewhere}/token' }],
    ['an address within an address', { ...generic, tokenUrl: '{tokenUrl}/token' }],
    ['plain http', { tokenUrl: 'http://acme.example/token' }],
    ['a host that is not the host', { tokenUrl: 'https://acme.example/{host}' }],
    ['an id nobody could name', { id: 'Acme Inc.' }],
    ['a variable twice', { variables: [...(acme.variables ?? []), ...(acme.variables ?? [])] }],
  ])('is a defect with %s', (_what, more) => {
    expect(() => defineOauthProvider({ ...acme, ...(more as Partial<OauthProvider>) })).toThrow(/The OAuth provider/);
  });
});
