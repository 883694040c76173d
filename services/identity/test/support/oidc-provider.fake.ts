import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface ProviderPerson {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
}

/** Another's identity provider: the real npm `oidc-provider` on loopback, where whoever is `person` signs in and consents at once. */
export class OidcProvider {
  person: ProviderPerson = { subject: 'sub-ada', email: 'ada@example.test', isVerified: true };
  readonly #server: Server = createServer();
  #issuer = '';

  get issuer(): string {
    return this.#issuer;
  }

  async start(redirectUris: readonly string[]): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#issuer = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const provider = new Provider(this.#issuer, {
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['of-this-test'] },
      clients: [{ client_id: 'ebbflow', client_secret: 'client-secret', redirect_uris: [...redirectUris] }],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, email: this.person.email, email_verified: this.person.isVerified }),
      }),
    });
    const answer = provider.callback();
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/') === true) void this.#interact(provider, request, response);
      else void answer(request, response);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As a browser: what the provider sends it back with. */
  async visit(authorizationUrl: string): Promise<Record<string, string>> {
    const jar = new Map<string, string>();
    let url = authorizationUrl;
    for (let hop = 0; hop < 10; hop += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider stopped with ${String(response.status)}.`);
      url = new URL(location, url).href;
      if (!url.startsWith(this.#issuer)) return Object.fromEntries(new URL(url).searchParams);
    }
    throw new Error('The provider goes on and on.');
  }

  async #interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session, uid } = await provider.interactionDetails(request, response);
    if (uid !== '' && prompt.name === 'login') {
      const login = { accountId: this.person.subject };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
      return;
    }
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params['client_id'] as string });
    grant.addOIDCScope('openid email');
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
}
