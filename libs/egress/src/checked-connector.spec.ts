import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { Settings } from '@ebbflow/config';
import { selfSigned } from '@ebbflow/testing';
import { createEgress } from './create-egress.ts';
import { EgressConfig } from './egress.config.ts';
import type { Egress, EgressTls } from './egress.ts';

const hostname = 'secure.example.com';

describe('a TLS connection', () => {
  const servers: Server[] = [];
  let client: Egress;
  let servernames: (string | false | null)[];
  let answered: number;

  beforeEach(() => {
    servernames = [];
    answered = 0;
    client = createEgress(new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: '127.0.0.0/8' })), {
      resolve: () => Promise.resolve(['127.0.0.1']),
    });
  });
  afterEach(async () => {
    await client.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function serve(
    maxVersion: SecureVersion,
    certificateFor = hostname,
    more: ServerOptions = {},
  ): Promise<string> {
    const old = maxVersion === 'TLSv1.1' ? { minVersion: 'TLSv1' as const, ciphers: 'DEFAULT@SECLEVEL=0' } : {};
    const server = createServer(
      { ...selfSigned(certificateFor), maxVersion, ...old, ...more },
      (_request, response) => {
        answered += 1;
        response.end('secret');
      },
    );
    server.on('secureConnection', (socket) => servernames.push(socket.servername));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `https://${hostname}:${String((server.address() as AddressInfo).port)}/`;
  }

  const call = (url: string, rejectUnauthorized: boolean, tls?: EgressTls): Promise<string> =>
    client
      .request({
        url,
        method: 'GET',
        headers: [],
        timeoutMs: 5_000,
        followRedirects: true,
        rejectUnauthorized,
        ...(tls && { tls }),
      })
      .then(
        ({ body }) => Buffer.from(body).toString(),
        (error: unknown) => (error as { code: string }).code,
      );

  it('is refused when nobody known vouches for the certificate', async () => {
    expect(await call(await serve('TLSv1.3'), true)).toBe('EGRESS.TLS');
    expect(answered).toBe(0);
  });

  it('is made without verification only for the call that asks for it, and never lent to another', async () => {
    const url = await serve('TLSv1.3');
    expect(await call(url, false)).toBe('secret');
    expect(await call(url, true)).toBe('EGRESS.TLS');
    expect(await call(url, false)).toBe('secret');
  });

  it('names the host of the URL to the server although it goes to a checked address', async () => {
    await call(await serve('TLSv1.2'), false);
    expect(servernames).toEqual([hostname]);
  });

  it('is refused below TLS 1.2, also without verification', async () => {
    expect(await call(await serve('TLSv1.1'), false)).toBe('EGRESS.TLS');
  });

  it.each(['AES128-SHA256', 'AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA256'])(
    'is refused with a server that offers nothing better than %s',
    async (ciphers) => {
      expect(await call(await serve('TLSv1.2', hostname, { ciphers }), false)).toBe('EGRESS.TLS');
      expect(answered).toBe(0);
    },
  );

  it('trusts the authorities a call brings along, for that call alone', async () => {
    const own = selfSigned(hostname);
    const url = await serve('TLSv1.3', hostname, own);
    expect(await call(url, true, { ca: own.cert })).toBe('secret');
    expect(await call(url, true, { ca: selfSigned(hostname).cert })).toBe('EGRESS.TLS');
    expect(await call(url, true)).toBe('EGRESS.TLS');
  });

  it('shows the certificate a call brings along, for that call alone', async () => {
    const server = selfSigned(hostname);
    const own = selfSigned('client.example.com');
    const url = await serve('TLSv1.2', hostname, { ...server, requestCert: true, ca: own.cert });
    const shown = { ca: server.cert, certificate: own.cert, privateKey: own.key };
    expect(await call(url, true, shown)).toBe('secret');
    expect(await call(url, true, { ca: server.cert })).not.toBe('secret');
    expect(answered).toBe(1);
  });

  it('shows it to nobody that a redirect leads to, on another origin', async () => {
    const own = selfSigned('client.example.com');
    const isShown: boolean[] = [];
    const open = { requestCert: true, rejectUnauthorized: false };
    const elsewhere = await serve('TLSv1.2', hostname, open);
    const first = await serve('TLSv1.2', hostname, open);
    for (const server of servers) {
      server.on('secureConnection', (socket) => isShown.push('raw' in socket.getPeerCertificate()));
    }
    servers[1]?.removeAllListeners('request');
    servers[1]?.on('request', (_request, response) => response.writeHead(307, { location: elsewhere }).end());
    expect(await call(first, false, { certificate: own.cert, privateKey: own.key })).toBe('secret');
    expect(isShown).toEqual([true, false]);
  });
});
