import { defineOauthProvider, type OauthProvider } from '@ebbflow/connector-sdk';

/** Any provider of RFC 6749 that knows PKCE: for `http:ActionSendDataOAuth`, whose author says where it is and where its tokens may go. */
const generic = defineOauthProvider({
  id: 'generic',
  label: 'OAuth 2.0',
  variables: [
    { name: 'authorizationUrl', label: 'Authorise URI', kind: 'url' },
    { name: 'tokenUrl', label: 'Token URI', kind: 'url' },
    { name: 'revocationUrl', label: 'Revocation URI (RFC 7009)', kind: 'url', isOptional: true },
    {
      name: 'issuer',
      label: 'Issuer, where the provider names it on the way back (RFC 9207)',
      kind: 'url',
      isOptional: true,
    },
    { name: 'testUrl', label: 'Address a test of the connection asks', kind: 'url', isOptional: true },
  ],
  authorizationUrl: '{authorizationUrl}',
  tokenUrl: '{tokenUrl}',
  revocationUrl: '{revocationUrl}',
  issuer: '{issuer}',
  testUrl: '{testUrl}',
  scopes: [],
  authStyle: 'basic',
  allowedOrigins: 'chosen',
});

export const httpOauthProviders: readonly OauthProvider[] = [generic];
