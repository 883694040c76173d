import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedOfProvider {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** A provider over HTTP whose refresh tokens rotate: each works once. */
export class OauthProviderFake {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly asked: AskedOfProvider[] = [];
  readonly #good = new Set<string>();
  challenge = '';
  lastAccess = '';
  lastRefresh = '';
  status = 200;
  expiresIn = 3600;
  /** It takes a refresh token once more after it was rotated: for clients that lost the answer. */
  isLenient = false;
  /** It rotates no more: the refresh token that was asked with stays. */
  isSilent = false;
  /** The next grant is refused, whatever it is. */
  refusesNext = false;
  /** Before it looks at a grant, and after it has issued and before it answers. */
  beforeGrant: () => Promise<void> = () => Promise.resolve();
  beforeAnswer: () => Promise<void> = () => Promise.resolve();

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** What the browser brings back once the person has said yes. */
  consent(asked: URL): { state: string; code: string; iss: string } {
    this.challenge = asked.searchParams.get('code_challenge') ?? '';
    const code = randomBytes(8).toString('hex');
    this.#good.add(code);
    return { state: asked.searchParams.get('state') ?? '', code, iss: this.url };
  }

  revokeAll(): void {
    this.#good.clear();
  }

  revokeLast(): void {
    this.#good.delete(this.lastRefresh);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const path = request.url ?? '';
    this.asked.push({ path, form, authorization: request.headers.authorization });
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (path === '/token') await this.beforeGrant();
    if (this.status !== 200) send(this.status, {});
    else if (path === '/revoke') send(200, {});
    else if (!this.#redeem(form)) send(400, { error: 'invalid_grant' });
    else {
      this.lastAccess = `access-${randomBytes(8).toString('hex')}`;
      if (!this.isSilent) this.lastRefresh = `refresh-${randomBytes(8).toString('hex')}`;
      if (!this.isSilent) this.#good.add(this.lastRefresh);
      await this.beforeAnswer();
      send(200, {
        access_token: this.lastAccess,
        token_type: 'Bearer',
        expires_in: this.expiresIn,
        ...(this.isSilent ? {} : { refresh_token: this.lastRefresh }),
      });
    }
  }

  #redeem(form: Readonly<Record<string, string>>): boolean {
    if (this.refusesNext) {
      this.refusesNext = false;
      return false;
    }
    if (form['grant_type'] === 'client_credentials') return true;
    const grant = form['code'] ?? form['refresh_token'] ?? '';
    return this.isLenient ? this.#good.has(grant) : this.#good.delete(grant);
  }
}
