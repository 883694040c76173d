import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { code, egressFixture, loopback, ScriptedResolver, usual } from '../test/egress-fixture.ts';

const { egress, sink } = egressFixture();

describe('the address calls come from', () => {
  const from = { ...loopback, EBB_EGRESS_LOCAL_ADDRESS: '127.0.0.3' };

  it('is the one of the setting, for requests and raw connections, by address and by name', async () => {
    const peers: (string | undefined)[] = [];
    const target = await sink((request, response) => {
      peers.push(request.socket.remoteAddress);
      response.setHeader('connection', 'close').end();
    });
    const client = egress(from, new ScriptedResolver(['127.0.0.1']));
    for (const host of ['127.0.0.1', 'api.example.com']) {
      await client.request({ ...usual, url: `http://${host}:${String(target.port)}/` });
    }
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'api.example.com']) {
      const accepted = once(server, 'connection');
      const socket = await client.openSocket({ host, port });
      const [peer] = (await accepted) as [Socket];
      peers.push(peer.remoteAddress);
      socket.destroy();
      peer.destroy();
    }
    await new Promise((resolve) => server.close(resolve));
    expect(peers).toEqual(['127.0.0.3', '127.0.0.3', '127.0.0.3', '127.0.0.3']);
  });

  it('leads to addresses of its own family alone', async () => {
    const target = await sink((_request, response) => response.end('four'));
    const url = `http://api.example.com:${String(target.port)}/`;
    const both = egress(from, new ScriptedResolver(['2606:4700::1', '127.0.0.1']));
    expect((await both.request({ ...usual, url })).status).toBe(200);
    const other = egress(from, new ScriptedResolver(['2606:4700::1']));
    expect(await code(other.request({ ...usual, url }))).toBe('EGRESS.DNS');
  });

  it('opens nothing that is closed', async () => {
    const target = await sink((_request, response) => response.end('reached'));
    const client = egress({ EBB_EGRESS_LOCAL_ADDRESS: '127.0.0.3' });
    const url = `http://127.0.0.1:${String(target.port)}/`;
    expect(await code(client.request({ ...usual, url }))).toBe('EGRESS.BLOCKED_ADDRESS');
    expect(target.connections).toBe(0);
  });
});
