import { CLOCK, type Clock, DefectError, EbbflowError, Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import * as oauth from 'openid-client';
import { ProviderFailedError, UnknownProviderError } from '../identity.errors.ts';
import { EgressHandle } from '../outgoing/egress-handle.ts';
import { deriveChallenge } from '../pending-sign-ins/derive-challenge.ts';
import { fetchThroughEgress } from './fetch-through-egress.ts';
import { type SignInProvider, SignInProvidersConfig } from './sign-in-providers.config.ts';

/** Endpoints and keys of a provider are asked for again after so long. */
const DISCOVERY_AGE_MS = 3_600_000;
const TIMEOUT_S = 10;

/** For a provider on this machine itself: settings let plain http through for nothing else. Known to the library by this very function. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out, and meant for exactly this
const allowPlain: (configuration: oauth.Configuration) => void = oauth.allowInsecureRequests;

export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider says that it is the person's. */
  readonly verifiedEmail: Personal | undefined;
}

/**
 * Authorisation code with PKCE (RFC 6749, 7636), state, nonce, signature, audience and issuer, also of the answer itself (RFC 9207), as
 * openid-client checks them. Its tokens are used for the one question who this is, and forgotten (C02).
 */
@Injectable()
export class ProviderClient {
  readonly #known = new Map<
    string,
    { readonly configuration: Promise<oauth.Configuration>; readonly askedAtMs: number }
  >();

  constructor(
    @Inject(SignInProvidersConfig) private readonly config: SignInProvidersConfig,
    @Inject(EgressHandle) private readonly handle: EgressHandle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownProviderError */
  find(name: string): SignInProvider {
    const provider = this.config.providers.find((known) => known.name === name);
    if (provider === undefined) throw new UnknownProviderError();
    return provider;
  }

  /** Where the browser goes. @throws UnknownProviderError, ProviderFailedError, TransientError while the provider is away */
  async authorizationUrl(name: string, token: string): Promise<string> {
    const provider = this.find(name);
    const configuration = await this.#configurationOf(provider);
    const { state, nonce, verifier } = challengesOf(token);
    const url = oauth.buildAuthorizationUrl(configuration, {
      redirect_uri: this.config.redirectUriOf(provider),
      ...(provider.scopes.length > 0 && { scope: provider.scopes.join(' ') }),
      state,
      ...(provider.kind === 'oidc' && { nonce }),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /** @throws ProviderFailedError whatever is wrong with the answer, TransientError while the provider is away */
  async identify(name: string, token: string, parameters: Readonly<Record<string, string>>): Promise<ProviderIdentity> {
    const provider = this.find(name);
    const configuration = await this.#configurationOf(provider);
    const answer = new URL(this.config.redirectUriOf(provider));
    for (const [name, value] of Object.entries(parameters)) answer.searchParams.set(name, value);
    const { state, nonce, verifier } = challengesOf(token);
    const checks = { pkceCodeVerifier: verifier, expectedState: state };
    return judged(async () => {
      if (provider.kind === 'oauth2') {
        const tokens = await oauth.authorizationCodeGrant(configuration, answer, checks);
        return this.#askUser(provider, configuration, tokens.access_token);
      }
      const tokens = await oauth.authorizationCodeGrant(configuration, answer, {
        ...checks,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const { iss, sub } = tokens.claims() ?? {};
      if (iss === undefined || sub === undefined) throw new ProviderFailedError();
      const { email, email_verified: isVerified } = await oauth.fetchUserInfo(configuration, tokens.access_token, sub);
      const verifiedEmail = isVerified === true && email !== undefined ? new Personal(email) : undefined;
      return { issuer: iss, subject: sub, verifiedEmail };
    });
  }

  async #askUser(
    provider: SignInProvider & { kind: 'oauth2' },
    configuration: oauth.Configuration,
    accessToken: string,
  ): Promise<ProviderIdentity> {
    const url = new URL(provider.userUrl);
    const response = await oauth.fetchProtectedResource(configuration, accessToken, url, 'GET');
    const user = (await response.json()) as Record<string, unknown>;
    const subject = Object.hasOwn(user, provider.subjectField) ? user[provider.subjectField] : undefined;
    const isName = (typeof subject === 'string' && subject !== '') || Number.isSafeInteger(subject);
    if (!response.ok || !isName) throw new ProviderFailedError();
    return { issuer: provider.issuer, subject: String(subject), verifiedEmail: undefined };
  }

  /** Asked once for all who wait; a failure is forgotten at once. */
  async #configurationOf(provider: SignInProvider): Promise<oauth.Configuration> {
    const known = this.#known.get(provider.name);
    const nowMs = this.clock.nowMs();
    if (known !== undefined && nowMs - known.askedAtMs < DISCOVERY_AGE_MS) return known.configuration;
    const configuration = judged(() => this.#configure(provider));
    this.#known.set(provider.name, { configuration, askedAtMs: nowMs });
    configuration.catch(() => this.#known.delete(provider.name));
    return configuration;
  }

  async #configure(provider: SignInProvider): Promise<oauth.Configuration> {
    const { issuer, clientId, clientSecret } = provider;
    const fetch = fetchThroughEgress(this.handle.egress);
    const authentication = clientSecret === undefined ? oauth.None() : oauth.ClientSecretBasic(clientSecret.reveal());
    const isPlain = issuer.startsWith('http:');
    if (provider.kind === 'oidc') {
      return oauth.discovery(new URL(issuer), clientId, undefined, authentication, {
        [oauth.customFetch]: fetch,
        timeout: TIMEOUT_S,
        // By default the signature is left to TLS; a token is believed for who signed it.
        execute: [oauth.enableNonRepudiationChecks, ...(isPlain ? [allowPlain] : [])],
      });
    }
    const { authorizationUrl, tokenUrl } = provider;
    const server = { issuer, authorization_endpoint: authorizationUrl, token_endpoint: tokenUrl };
    const configuration = new oauth.Configuration(server, clientId, undefined, authentication);
    configuration[oauth.customFetch] = fetch;
    configuration.timeout = TIMEOUT_S;
    if (isPlain) allowPlain(configuration);
    return configuration;
  }
}

function challengesOf(token: string) {
  return {
    state: deriveChallenge(token, 'state'),
    nonce: deriveChallenge(token, 'nonce'),
    verifier: deriveChallenge(token, 'code verifier'),
  };
}

/** What is wrong with an answer is the provider's text, or the attacker's; only that something is, is said. */
async function judged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.cause : undefined;
    const known = [thrown, cause].find((error) => error instanceof EbbflowError);
    if (known !== undefined && !(known instanceof DefectError)) throw known;
    throw new ProviderFailedError({ cause: thrown });
  }
}
