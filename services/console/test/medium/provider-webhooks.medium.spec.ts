import { connect, type Socket } from 'node:net';
import { waitFor } from '@ebbflow/testing';
import { API_TOKEN, ConsoleHouse, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
const sockets: Socket[] = [];
beforeAll(() => house.start());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => house.stop());

const WEBHOOK = '/api/identity/v1/payments/stripe';
const SCENARIOS = '/api/executor/v1/scenarios';
const session = { headers: { cookie: `ebb_session=${SESSION}` } };

/** As many uploads as a service keeps connections to another one, each of one byte so far. */
async function slowUploads(path: string, header = ''): Promise<void> {
  const port = Number(new URL(house.service.url).port);
  for (let index = 0; index < 64; index += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: a\r\n${header}content-type: application/json\r\ncontent-length: 65000\r\n\r\n{`,
    );
    sockets.push(socket);
  }
  await waitFor(() => sockets.every((socket) => socket.bytesWritten > 0 && !socket.connecting));
}

const quick = (path: string): Promise<Response> => house.ask(path, { ...session, signal: AbortSignal.timeout(1_000) });

describe('slow uploads', () => {
  it('of strangers to the addresses of providers keep nobody waiting, and reach no service before they are whole', async () => {
    await slowUploads(WEBHOOK);
    expect((await quick(SCENARIOS)).status).toBe(200);
    expect((await quick('/api/identity/v1/me')).status).toBe(200);
    expect(house.identity.received.some(({ url }) => url === '/v1/payments/stripe')).toBe(false);
  });

  it('of those with a token keep nobody else waiting', async () => {
    house.identity.received.splice(0);
    await slowUploads(SCENARIOS, `authorization: Bearer ${API_TOKEN}\r\n`);
    await waitFor(() => house.identity.received.filter(({ url }) => url.endsWith('/resolve')).length >= 64);
    expect((await quick(SCENARIOS)).status).toBe(200);
  });
});

describe('what providers send', () => {
  it('is refused when it is larger than any of it', async () => {
    house.identity.received.splice(0);
    const answer = await house.ask(WEBHOOK, { method: 'POST', body: 'x'.repeat(65_537) });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'HOST.BODY_TOO_LARGE' }),
    ]);
    expect(house.identity.received).toEqual([]);
  });

  it('is counted for its address whatever else it carries', async () => {
    const limited = await new ConsoleHouse().start({ EBB_CONSOLE_RATE_STRANGERS: '3' });
    for (const headers of [{ authorization: 'Bearer ebb_made-up' }, session.headers]) {
      for (const path of [WEBHOOK, '/api/identity/v1/newsletter/mailerlite']) {
        limited.identity.received.splice(0);
        const post = (): Promise<Response> => limited.ask(path, { method: 'POST', body: '{}', headers });
        let answer = await post();
        for (let index = 0; index < 3 && answer.status !== 429; index += 1) answer = await post();
        expect([answer.status, await answer.json()]).toEqual([
          429,
          expect.objectContaining({ code: 'CONSOLE.RATE_LIMITED' }),
        ]);
        expect(limited.identity.received.length).toBeLessThanOrEqual(3);
      }
    }
    await limited.stop();
  });
});
