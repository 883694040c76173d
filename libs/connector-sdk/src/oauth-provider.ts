import { DefectError, type Fault } from '@ebbflow/kernel';

/**
 * What only the person who connects knows of the provider, such as where their own installation of it is. `host`: a name or address, with a
 * port if need be, that stands within an address of the manifest; `url`: a whole address.
 */
export interface OauthVariable {
  /** Letters and digits, as it stands in braces: `{host}`. */
  readonly name: string;
  /** Plain words for a person: `Host of your installation`. */
  readonly label: string;
  readonly kind: 'host' | 'url';
  /** Default: false. Members that are made of one that is left out are left out too. */
  readonly isOptional?: boolean;
}

/** What of a provider holds for every connection to it. */
export interface OauthEndpoints {
  /** Where the person is sent to consent (RFC 6749). PKCE is always used, with S256. */
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** RFC 7009; where there is one, tokens are revoked when the connection goes. */
  readonly revocationUrl?: string;
  /** Where it is given, the callback must name it (RFC 9207). */
  readonly issuer?: string;
  /** Address that a test of the connection asks with GET; within the allowed origins. */
  readonly testUrl?: string;
}

/** A provider an app's modules sign in at, in the app's manifest: everything but the client that is registered there. */
export interface OauthProvider extends OauthEndpoints {
  /** kebab-case, one of its kind in an installation. Kept with each connection: never changed. */
  readonly id: string;
  readonly label: string;
  /** In every address above, and in the origins: `{name}`. */
  readonly variables?: readonly OauthVariable[];
  /** What the modules need; asked for at each consent. */
  readonly scopes: readonly string[];
  /** How the client proves itself at the token endpoint; `none` for a public one. */
  readonly authStyle: 'basic' | 'body' | 'none';
  /** Sent along to the consent, such as `access_type=offline`. */
  readonly extraParameters?: Readonly<Record<string, string>>;
  /** Sent along with every grant, such as `audience`. */
  readonly tokenParameters?: Readonly<Record<string, string>>;
  /** Where its tokens may go (scheme, host, port), or `chosen`: whoever connects says. */
  readonly allowedOrigins: readonly string[] | 'chosen';
}

const NAME = /^[a-z][A-Za-z0-9]*$/;
const ID = /^[a-z][a-z0-9-]{0,63}$/;
const PLACE = /\{([^{}]*)\}/g;
const HOST = /^(?=.{1,259}$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;
const ADDRESSES = ['authorizationUrl', 'tokenUrl', 'revocationUrl', 'issuer', 'testUrl'] as const;

/** @throws DefectError `CONNECTOR_SDK.BAD_OAUTH_PROVIDER` for a manifest that nobody could connect with, when it is loaded and not when it is used */
export function defineOauthProvider(provider: OauthProvider): OauthProvider {
  const { id, variables = [], allowedOrigins } = provider;
  const refuse = (what: string): never => {
    throw new DefectError('CONNECTOR_SDK.BAD_OAUTH_PROVIDER', `The OAuth provider "${id}": ${what}`);
  };
  if (!ID.test(id)) refuse('an id is kebab-case, of at most 64 characters.');
  const kinds = new Map(variables.map(({ name, kind }) => [name, kind]));
  if (kinds.size < variables.length || variables.some(({ name }) => !NAME.test(name)))
    refuse('each variable has a name of its own, of letters and digits.');
  const texts = [
    ...ADDRESSES.map((member) => provider[member]),
    ...(allowedOrigins === 'chosen' ? [] : allowedOrigins),
  ];
  for (const text of texts.filter((candidate) => candidate !== undefined)) {
    const names = [...text.matchAll(PLACE)].map(([, name = '']) => name);
    if (names.some((name) => !kinds.has(name))) refuse(`${text} has a variable that is not declared.`);
    // An address within an address could put a person's consent, and the client's secret, anywhere.
    if (names.some((name) => kinds.get(name) === 'url') && text !== `{${names[0] ?? ''}}`)
      refuse(`${text} has an address within an address.`);
    if (names.length === 0 && !text.startsWith('https://')) refuse(`${text} does not begin with https://.`);
    if (names.some((name) => kinds.get(name) === 'host') && !/^https:\/\/\{[^{}]*\}(?:\/[^{}]*)?$/.test(text))
      refuse(`${text} has a host elsewhere than after https://.`);
  }
  return provider;
}

/** The provider with a person's own words in it, or what is wrong with those (pointers below `/variables`). */
export function resolveOauthProvider(
  provider: OauthProvider,
  given: Readonly<Record<string, string>>,
):
  | { readonly faults: readonly Fault[] }
  | { readonly endpoints: OauthEndpoints; readonly allowedOrigins?: readonly string[] } {
  const { variables = [], allowedOrigins } = provider;
  const faults = [
    ...variables.flatMap((variable) => valueFaults(variable, given[variable.name])),
    ...unknown(variables, given),
  ];
  if (faults.length > 0) return { faults };
  const filled = (text: string): string | undefined => {
    const names = [...text.matchAll(PLACE)].map(([, name = '']) => name);
    if (names.some((name) => given[name] === undefined)) return undefined;
    return text.replaceAll(PLACE, (_place, name: string) => given[name] ?? '');
  };
  const addresses = ADDRESSES.flatMap((member) => {
    const text = provider[member];
    const value = text === undefined ? undefined : filled(text);
    return value === undefined ? [] : [[member, value] as const];
  });
  const endpoints = Object.fromEntries(addresses) as unknown as OauthEndpoints;
  if (allowedOrigins === 'chosen') return { endpoints };
  return { endpoints, allowedOrigins: allowedOrigins.flatMap((origin) => filled(origin) ?? []) };
}

function valueFaults({ name, kind, isOptional = false }: OauthVariable, value: string | undefined): Fault[] {
  const pointer = `/variables/${name}`;
  if (value === undefined) return isOptional ? [] : [{ pointer, message: 'This is needed for this provider.' }];
  if (kind === 'host' && !HOST.test(value))
    return [{ pointer, message: 'Give a host alone, with a port if need be, without scheme or path.' }];
  if (kind === 'url' && !URL.canParse(value)) return [{ pointer, message: 'Give a whole address.' }];
  return [];
}

function unknown(variables: readonly OauthVariable[], given: Readonly<Record<string, string>>): Fault[] {
  const known = new Set(variables.map(({ name }) => name));
  return Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ pointer: `/variables/${name}`, message: 'This provider has no such variable.' }));
}
