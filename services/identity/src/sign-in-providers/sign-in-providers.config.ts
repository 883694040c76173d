import { ConfigError, type Settings } from '@ebbflow/config';
import { Secret } from '@ebbflow/kernel';
import { z } from 'zod';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const VARIABLE = 'EBB_IDENTITY_PROVIDERS';

const addressSchema = z.url().refine(isSafe, 'must begin with https://');
const commonShape = {
  /** Part of the address people come back to, so a change of it must be told to the provider. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  title: z.string().min(1).max(60),
  issuer: addressSchema,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
};
const providerSchema = z.discriminatedUnion('kind', [
  /** Says by itself where its endpoints are, and who somebody is in a signed token. */
  z.strictObject({
    kind: z.literal('oidc'),
    ...commonShape,
    scopes: z.array(z.string()).default(['openid', 'email']),
  }),
  /** OAuth 2 alone: who somebody is, is asked at `userUrl`. `issuer` only tells its accounts from others'. */
  z.strictObject({
    kind: z.literal('oauth2'),
    ...commonShape,
    scopes: z.array(z.string()).default([]),
    authorizationUrl: addressSchema,
    tokenUrl: addressSchema,
    userUrl: addressSchema,
    /** The field of that answer which never changes. */
    subjectField: z.string().default('id'),
  }),
]);

type Written = z.infer<typeof providerSchema>;
type Kept<T> = T extends Written ? Omit<T, 'clientSecret'> & { readonly clientSecret: Secret | undefined } : never;
export type SignInProvider = Kept<Written>;

/** Who else may say who somebody is. */
export class SignInProvidersConfig {
  /**
   * A JSON list of providers, best in the file EBB_IDENTITY_PROVIDERS_FILE names, because their client secrets are in it:
   * `[{"kind": "oidc", "name": "acme", "title": "Acme", "issuer": "https://id.acme.example", "clientId": "…", "clientSecret": "…"}]`.
   * Default none.
   */
  readonly providers: readonly SignInProvider[];
  /** Where the console is; from settings alone, never from a request. */
  readonly publicUrl: URL;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    this.providers = read(settings.optionalSecret('EBB_IDENTITY_PROVIDERS'));
  }

  /** Each provider has an address of its own to send people back to: an answer of one cannot pass for another's. */
  redirectUriOf({ name }: Pick<SignInProvider, 'name'>): string {
    return new URL(`/sign-in/with/${name}/callback`, this.publicUrl).href;
  }
}

function read(text: Secret | undefined): SignInProvider[] {
  if (text === undefined) return [];
  const list = z.array(providerSchema).safeParse(parsed(text));
  if (!list.success) {
    const [fault] = list.error.issues;
    throw new ConfigError(VARIABLE, `is not right at /${(fault?.path ?? []).join('/')}: ${fault?.message ?? ''}`);
  }
  const names = list.data.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new ConfigError(VARIABLE, 'has two providers of one name.');
  return list.data.map((provider) => ({
    ...provider,
    clientSecret: provider.clientSecret === undefined ? undefined : new Secret(provider.clientSecret),
  }));
}

function parsed(text: Secret): unknown {
  try {
    return JSON.parse(text.reveal());
  } catch {
    throw new ConfigError(VARIABLE, 'must be a JSON list of providers.');
  }
}

/** Plain http is for a provider on this machine itself, which is how tests have one. */
function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}
