import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { Settings } from '@ebbflow/config';
import { selfSigned } from '@ebbflow/testing';
import { createEgress } from './create-egress.ts';
import { EgressConfig } from './egress.config.ts';
import type { Egress } from './egress.ts';

const hostname = 'mail.example.com';
const certificate = selfSigned(hostname);

describe('a raw connection', () => {
  const servers: Server[] = [];
  const clients: Egress[] = [];
  let seen: Socket[];

  beforeEach(() => {
    seen = [];
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    for (const socket of seen) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  function egress(settings: Record<string, string> = {}, addresses = ['127.0.0.1']): Egress {
    const client = createEgress(new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: '127.0.0.0/8', ...settings })), {
      resolve: async () => addresses,
    });
    clients.push(client);
    return client;
  }

  async function serve(server: Server, onSocket: (socket: Socket) => void): Promise<number> {
    server.on('connection', (socket) => {
      seen.push(socket);
      socket.on('error', () => undefined);
    });
    server.on('connection', onSocket);
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('goes to the address that was judged', async () => {
    const port = await serve(createServer(), (socket) => socket.end('220 ready'));
    const socket = await egress().openSocket({ host: hostname, port });
    expect(String((await once(socket, 'data'))[0])).toBe('220 ready');
  });

  it.each([
    ['a name that leads inside', hostname, {}],
    ['a literal address inside', '127.0.0.1', {}],
    ['an address of cloud metadata, whatever is allowed', '169.254.169.254', { EBB_EGRESS_ALLOW: '0.0.0.0/0' }],
  ])('is refused to %s, and nobody is called', async (_what, host, settings) => {
    const port = await serve(createServer(), () => undefined);
    const client = egress({ EBB_EGRESS_ALLOW: '', ...settings });
    await expect(client.openSocket({ host, port })).rejects.toMatchObject({ code: 'EGRESS.BLOCKED_ADDRESS' });
    expect(seen).toHaveLength(0);
  });

  it('is refused to a port that is not open, and to where nobody listens', async () => {
    await expect(egress().openSocket({ host: hostname, port: 25 })).rejects.toMatchObject({
      code: 'EGRESS.CLOSED_PORT',
    });
    const port = await serve(createServer(), () => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await expect(egress().openSocket({ host: hostname, port })).rejects.toMatchObject({ code: 'EGRESS.CONNECTION' });
  });

  it('lays TLS over it that holds the certificate against the name', async () => {
    const port = await serve(
      createTlsServer(certificate, (socket) => socket.end('secret')),
      () => undefined,
    );
    const tls = { servername: hostname, rejectUnauthorized: true, minVersion: 'TLSv1.2' as const };
    const open = (more: object) => egress().openSocket({ host: hostname, port, tls: { ...tls, ...more } });
    const socket = await open({ ca: certificate.cert });
    expect(String((await once(socket, 'data'))[0])).toBe('secret');
    await expect(open({})).rejects.toMatchObject({ code: 'EGRESS.TLS' });
    await expect(open({ ca: certificate.cert, servername: 'other.example.com' })).rejects.toMatchObject({
      code: 'EGRESS.TLS',
    });
    expect(await open({ rejectUnauthorized: false })).toBeInstanceOf(TLSSocket);
    const weak = { ...certificate, maxVersion: 'TLSv1.2' as const, ciphers: 'AES128-GCM-SHA256' };
    const weakPort = await serve(createTlsServer(weak), () => undefined);
    await expect(
      egress().openSocket({ host: hostname, port: weakPort, tls: { ...tls, rejectUnauthorized: false } }),
    ).rejects.toMatchObject({ code: 'EGRESS.TLS' });
  });

  it('ends when the server does not finish the handshake in time', async () => {
    const port = await serve(createServer(), () => undefined);
    const tls = { servername: hostname, rejectUnauthorized: true, minVersion: 'TLSv1.2' as const };
    await expect(
      egress({ EBB_EGRESS_CONNECT_TIMEOUT: '100ms' }).openSocket({ host: hostname, port, tls }),
    ).rejects.toMatchObject({ code: 'EGRESS.TIMEOUT' });
  });

  it('is cut off with the signal of the operation', async () => {
    const port = await serve(createServer(), () => undefined);
    const controller = new AbortController();
    const socket = await egress().openSocket({ host: hostname, port, signal: controller.signal });
    const ended = once(socket, 'end');
    controller.abort(new Error('over'));
    await expect(ended).rejects.toMatchObject({ code: 'EGRESS.ABORTED' });
    await expect(egress().openSocket({ host: hostname, port, signal: controller.signal })).rejects.toMatchObject({
      code: 'EGRESS.ABORTED',
    });
  });

  it('is cut off when its bytes are used up, also those of a TLS laid over it later', async () => {
    const pour = (socket: Socket): void => {
      const chunk = Buffer.alloc(65_536);
      const more = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more).on('error', () => undefined);
      more();
    };
    const plainPort = await serve(createServer(), pour);
    const client = egress({ EBB_EGRESS_MAX_SOCKET_BYTES: '1MiB' });
    const plain = await client.openSocket({ host: hostname, port: plainPort });
    plain.resume();
    await expect(once(plain, 'end')).rejects.toMatchObject({ code: 'EGRESS.TOO_LARGE' });

    const tlsPort = await serve(createTlsServer(certificate, pour), () => undefined);
    const socket = await client.openSocket({ host: hostname, port: tlsPort });
    const secure = connectTls({ socket, rejectUnauthorized: false });
    secure.resume();
    await expect(once(secure, 'end')).rejects.toMatchObject({ code: 'EGRESS.TOO_LARGE' });
  });

  it('is cut off when its time is used up', async () => {
    const port = await serve(createServer(), () => undefined);
    const socket = await egress({ EBB_EGRESS_MAX_TIME: '1s' }).openSocket({ host: hostname, port });
    await expect(once(socket, 'end')).rejects.toMatchObject({ code: 'EGRESS.TIMEOUT' });
  });
});
