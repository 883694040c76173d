import { Settings } from '@ebbflow/config';
import { ManualClock } from '@ebbflow/kernel';
import { InMemoryTransport } from '@ebbflow/messaging';
import {
  generateServiceKeys,
  type RunningService,
  ServiceKeysConfig,
  ServiceTokens,
  startService,
} from '@ebbflow/service-host';
import { consoleService } from '../../src/index.ts';
import { PeerFake, problem } from './peer.fake.ts';

export const SESSION = 'ebs_session-of-ada';
export const API_TOKEN = 'ebb_token-of-a-program';
export const ADA = {
  organisationId: `org_${'a'.repeat(32)}`,
  userId: `usr_${'b'.repeat(32)}`,
  scopes: ['*'],
  kind: 'user' as const,
};

const keys = generateServiceKeys();

/** The console as it is, between a test that plays the browser and fakes that play the other services. */
export class ConsoleHouse {
  readonly clock = new ManualClock(new Date('2026-03-01T12:00:00.000Z'));
  readonly identity = new PeerFake('identity');
  readonly executor = new PeerFake('executor');
  readonly logStore = new PeerFake('log-store');
  readonly retention = new PeerFake('retention');
  /** What identity was asked about sessions. */
  readonly resolved: Record<string, string | boolean>[] = [];
  isSignedOut = false;
  #service: RunningService | undefined;

  get service(): RunningService {
    if (this.#service === undefined) throw new Error('The console is there from beforeAll on.');
    return this.#service;
  }

  async start(more: Record<string, string> = {}): Promise<this> {
    const [identity, executor, logStore, retention] = await Promise.all([
      this.identity.start(),
      this.executor.start(),
      this.logStore.start(),
      this.retention.start(),
    ]);
    this.#playIdentity();
    this.executor.respond = () => ({ body: { items: [], nextCursor: null } });
    this.#service = await startService(consoleService, {
      settings: new Settings({
        EBB_SERVICE_PORT: '0',
        EBB_SERVICE_KEY: keys.privateKeys.console,
        EBB_SERVICE_JWKS: keys.jwks,
        EBB_LOG_LEVEL: 'silent',
        EBB_CONSOLE_STREAM_CHECK: '20ms',
        EBB_HTTP_CHECK_ANSWERS: 'true',
        EBB_PUBLIC_URL: 'http://127.0.0.1:7100',
        EBB_URL_IDENTITY: identity,
        EBB_URL_EXECUTOR: executor,
        EBB_URL_LOG_STORE: logStore,
        EBB_URL_RETENTION: retention,
        ...more,
      }),
      transport: new InMemoryTransport(),
      clock: this.clock,
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    await Promise.all([this.identity.stop(), this.executor.stop(), this.logStore.stop(), this.retention.stop()]);
  }

  /** As a browser would ask: redirects are shown, not followed. */
  ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    return fetch(`${this.service.url}${path}`, { redirect: 'manual', ...init });
  }

  /** Who a token that reached a peer speaks for, checked as that peer would. */
  callerAt(peer: 'executor' | 'identity', authorization: string | undefined) {
    const settings = new Settings({ EBB_SERVICE_KEY: keys.privateKeys[peer], EBB_SERVICE_JWKS: keys.jwks });
    return new ServiceTokens(new ServiceKeysConfig(settings), peer, this.clock).verify(
      (authorization ?? '').replace('Bearer ', ''),
    );
  }

  #playIdentity(): void {
    this.identity.respond = ({ method, url, body }) => {
      const sent = (body === '' ? {} : JSON.parse(body)) as Record<string, string>;
      if (url === '/v1/me') return { body: { ...ADA, organisationName: 'Ada & Co <b>', email: 'ada@example.test' } };
      if (url.endsWith('/resolve')) {
        this.resolved.push(sent);
        if (sent['sessionToken'] === SESSION && !this.isSignedOut) return { body: ADA };
        if (sent['apiToken'] === API_TOKEN)
          return { body: { ...ADA, userId: null, kind: 'api-token', scopes: ['scenarios:read'] } };
        return problem(401, 'IDENTITY.UNKNOWN_TOKEN');
      }
      if (url === '/v1/me/session') return { body: { secondsLeft: 60 } };
      if (url.endsWith('/look'))
        return sent['token'] === 'ebl_good'
          ? { body: { organisationName: 'Harbour <b>' } }
          : problem(410, 'IDENTITY.LINK_INVALID');
      if (url === '/v1/me/invitations/accept') return { body: { organisationId: `org_${'c'.repeat(32)}` } };
      if (method === 'DELETE' || url === '/v1/me/session/organisation') return { status: 204 };
      if (url === '/internal/v1/registrations' || url === '/internal/v1/password-resets') return { status: 202 };
      if (url.endsWith('/confirm') && sent['password'] !== 'right') return problem(401, 'IDENTITY.BAD_CREDENTIALS');
      if (url.endsWith('/redeem') && sent['token'] !== 'ebl_good') return problem(410, 'IDENTITY.SETUP_LINK_INVALID');
      if (url.endsWith('/sessions') && sent['password'] !== 'right') return problem(401, 'IDENTITY.BAD_CREDENTIALS');
      return { status: 201, body: { sessionToken: SESSION, expiresAt: '2026-03-01T12:20:00.000Z' } };
    };
  }
}

/** The hidden field and the cookie of a page with a form, as a browser would send them back. */
export async function formOf(house: ConsoleHouse, path: string): Promise<{ csrf: string; cookie: string }> {
  const response = await house.ask(path);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  return { csrf, cookie };
}
