import { createServer, type AddressInfo } from 'node:net';

/** A TCP port that is free on loopback now. */
export async function freePort(): Promise<number> {
  // Whoever connects in this moment is sent away: close() waits for everybody.
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
