import { httpOauthProviders } from '@ebbflow/connector-http/manifest';
import { type OauthProvider, resolveOauthProvider } from '@ebbflow/connector-sdk';
import type { ManifestOauth, OauthProviderList, StartOauth } from '@ebbflow/contracts';
import { InvalidInputError } from '@ebbflow/service-host';

type OwnOauth = Exclude<StartOauth, { connectionId: string } | { provider: string }>;

/** What the connectors of this installation say of their providers. A connector with one is one more line here. */
export const OAUTH_PROVIDERS: readonly OauthProvider[] = [...httpOauthProviders];

export function listProviders(providers: readonly OauthProvider[]): OauthProviderList {
  const items = providers.map(({ id, label, variables = [], scopes, allowedOrigins, authStyle }) => ({
    id,
    label,
    variables: variables.map(({ isOptional = false, name, kind, label: words }) => ({
      name,
      label: words,
      kind,
      isOptional,
    })),
    scopes: [...scopes],
    allowedOrigins: allowedOrigins === 'chosen' ? null : [...allowedOrigins],
    hasClientSecret: authStyle !== 'none',
  }));
  return { items, nextCursor: null };
}

/** The connection a person wants, with all that the manifest says of the provider. @throws InvalidInputError */
export function fromManifest(providers: readonly OauthProvider[], wish: ManifestOauth): OwnOauth {
  const { provider: id, variables, clientId, scopes, allowedOrigins: chosen, ...shared } = wish;
  const provider = providers.find((known) => known.id === id);
  if (provider === undefined)
    throw refused('/provider', 'No connector of this installation has a provider of this id.');
  const resolved = resolveOauthProvider(provider, variables);
  if ('faults' in resolved) throw new InvalidInputError([...resolved.faults]);
  if ((provider.allowedOrigins === 'chosen') !== (chosen !== undefined))
    throw refused(
      '/allowedOrigins',
      chosen ? 'This provider says itself where its tokens go.' : 'Say where the tokens may go.',
    );
  const { authStyle, extraParameters = {}, tokenParameters } = provider;
  return {
    ...shared,
    allowedOrigins: [...(resolved.allowedOrigins ?? chosen ?? [])],
    settings: {
      ...resolved.endpoints,
      provider: id,
      clientId,
      scopes: [...new Set([...provider.scopes, ...scopes])],
      authStyle,
      extraParameters: { ...extraParameters },
      ...(tokenParameters && { tokenParameters: { ...tokenParameters } }),
    },
  };
}

function refused(pointer: string, message: string): InvalidInputError {
  return new InvalidInputError([{ pointer, message }]);
}
