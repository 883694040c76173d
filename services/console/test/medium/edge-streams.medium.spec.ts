import { waitFor } from '@ebbflow/testing';
import { API_TOKEN, ConsoleHouse, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());
beforeEach(() => {
  house.isSignedOut = false;
  house.executor.streams.splice(0);
  house.executor.received.splice(0);
  house.resolved.splice(0);
});

const PATH = '/api/executor/v1/runs/run_1/events';
const cookie = { cookie: `ebb_session=${SESSION}` };

async function watch(
  headers: Record<string, string>,
): Promise<{ text: () => string; isOver: () => boolean; leave: () => Promise<void> }> {
  const response = await house.ask(PATH, { headers: { accept: 'text/event-stream', ...headers } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const seen = { text: '', isOver: false };
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      seen.text += Buffer.from(value).toString();
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      seen.isOver = true;
    });
  return { text: () => seen.text, isOver: () => seen.isOver, leave: () => reader.cancel() };
}

describe('a live stream at the edge', () => {
  it('passes each event on as it comes, and the place where the reader was', async () => {
    const stream = await watch({ ...cookie, 'last-event-id': '7.12' });
    await waitFor(() => stream.text() === 'retry: 2000\n\n');
    expect(house.executor.received[0]?.headers['last-event-id']).toBe('7.12');
    house.executor.streams[0]?.write('id: 7.13\nevent: state\ndata: {}\n\n');
    await waitFor(() => stream.text().endsWith('data: {}\n\n'));
    house.executor.streams[0]?.end('event: finished\ndata: {}\n\n');
    await waitFor(() => stream.isOver());
    expect(stream.text()).toContain('event: finished');
  });

  it('ends with the session, and never keeps one alive', async () => {
    const stream = await watch(cookie);
    await waitFor(() => house.resolved.length >= 3, { what: 'some looks at the session' });
    expect(stream.isOver()).toBe(false);
    expect(house.resolved.every((asked) => asked['isPassive'] === true)).toBe(true);
    house.isSignedOut = true;
    await waitFor(() => stream.isOver());
    await waitFor(() => house.executor.streams[0]?.destroyed);
    expect((await house.ask(PATH, { headers: cookie })).status).toBe(401);
  });

  it('goes on while identity cannot say', async () => {
    const usual = house.identity.respond;
    const stream = await watch({ authorization: `Bearer ${API_TOKEN}` });
    let asked = 0;
    house.identity.respond = () => {
      asked += 1;
      return { status: 503, body: {} };
    };
    await waitFor(() => asked >= 2);
    house.executor.streams[0]?.write('event: state\ndata: {}\n\n');
    await waitFor(() => stream.text().includes('event: state'));
    house.identity.respond = usual;
    await stream.leave();
    await waitFor(() => house.executor.streams[0]?.destroyed, { what: 'the service to be let go too' });
  });

  it('ends where the service goes away, without an error of its own', async () => {
    const stream = await watch(cookie);
    await waitFor(() => stream.text() !== '');
    house.executor.streams[0]?.destroy();
    await waitFor(() => stream.isOver());
  });

  it('is not opened for a stranger', async () => {
    expect((await house.ask(PATH)).status).toBe(401);
    expect(house.executor.received).toEqual([]);
  });

  it('ends when the console stops', async () => {
    const own = await new ConsoleHouse().start();
    const response = await own.ask(PATH, { headers: cookie });
    const text = response.text();
    await waitFor(() => own.executor.streams.length === 1);
    await own.stop();
    expect(await text).toBe('retry: 2000\n\n');
  });
});
