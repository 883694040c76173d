import { createServer, type AddressInfo } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (32 768 on Linux, 49 152 elsewhere): while a service is down, one of the very
 * clients that wait for it may be given its port, and it cannot come back.
 */
const FIRST = 12_000;
const LAST = 32_000;

/** A port that is free together with the one after it, also while nobody listens on it. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await listen(FIRST + Math.floor(Math.random() * (LAST - FIRST))).catch(() => undefined);
    const second = first && (await listen(first.port + 1).catch(() => undefined));
    await first?.close();
    await second?.close();
    if (first !== undefined && second !== undefined) return first.port;
  }
}

function listen(port: number): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    // A client that still tries the port of something gone must not keep this one from closing.
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
