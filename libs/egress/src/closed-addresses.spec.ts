import { CLOSED_ADDRESSES, CLOSED_SPELLINGS, ConnectWatch, DnsServer, type DnsAnswer } from '@ebbflow/testing';
import { code, egressFixture, loopback, ScriptedResolver, type Sink, usual } from '../test/egress-fixture.ts';
import type { Egress } from './egress.ts';

const { egress, sink } = egressFixture();
const addresses = Object.values(CLOSED_ADDRESSES).flat();
const spellings = Object.values(CLOSED_SPELLINGS).flat();
/** Stands in for the public internet: allowed, and where the canary is not. */
const doorAlone = { EBB_EGRESS_ALLOW: '127.0.0.2/32' };
const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
const closed = ['EGRESS.BLOCKED_ADDRESS', 'EGRESS.BAD_URL', 'EGRESS.BAD_HOST'];

describe('the canary on loopback sees nobody', () => {
  let canary: Sink;
  let watch: ConnectWatch;
  let names: DnsServer;
  let answer: DnsAnswer;
  let nameServer: { EBB_EGRESS_NAME_SERVERS: string };

  beforeEach(async () => {
    canary = await sink((_request, response) => response.end('reached'));
    names = new DnsServer((question) => answer(question));
    nameServer = { EBB_EGRESS_NAME_SERVERS: await names.listen() };
    watch = new ConnectWatch();
  });
  afterEach(async () => {
    watch.stop();
    await names.close();
    expect(canary.connections).toBe(0);
  });

  const byRequest = (client: Egress, host: string, port = canary.port) =>
    code(client.request({ ...usual, url: `http://${inUrl(host)}:${String(port)}/` }));
  const bySocket = (client: Egress, host: string, port = canary.port) => code(client.openSocket({ host, port }));
  const ways = [
    ['by a request', byRequest],
    ['by a raw connection', bySocket],
  ] as const;

  describe.each(ways)('%s', (_way, go) => {
    it('under any address and any spelling of one, and nothing is tried', async () => {
      const client = egress(nameServer);
      answer = () => [{ type: 'A', value: '127.0.0.1' }];
      const said: (readonly [string, string])[] = [];
      for (const host of [...addresses, ...spellings]) said.push([host, await go(client, host)]);
      expect(said.filter(([, result]) => !closed.includes(result))).toEqual([]);
      expect(said.filter(([host, result]) => addresses.includes(host) && result !== 'EGRESS.BLOCKED_ADDRESS')).toEqual(
        [],
      );
      expect(watch.attempts).toBe(0);
    });

    it('under a name that has such an address, or is another name for one that has', async () => {
      const client = egress(nameServer);
      for (const [index, address] of addresses.entries()) {
        const type = address.includes(':') ? ('AAAA' as const) : ('A' as const);
        answer = (question) => (question.type === type ? [{ type, value: address }] : []);
        expect([address, await go(client, `n${String(index)}.example.com`)]).toEqual([
          address,
          'EGRESS.BLOCKED_ADDRESS',
        ]);
        answer = (question) => [
          { type: 'CNAME', value: 'inside.example.net' },
          ...(question.type === type ? [{ type, value: address, name: 'inside.example.net' }] : []),
        ];
        expect([address, await go(client, `c${String(index)}.example.com`)]).toEqual([
          address,
          'EGRESS.BLOCKED_ADDRESS',
        ]);
      }
      expect(watch.attempts).toBe(0);
    });

    it('under a name that answers well when it is judged and badly afterwards: a connection asks once', async () => {
      answer = ({ type, count }) => (type === 'A' ? [{ type, value: count === 0 ? '127.0.0.2' : '127.0.0.1' }] : []);
      const client = egress({ ...nameServer, ...doorAlone });
      expect(await go(client, 'rebind.example.com')).toBe('EGRESS.CONNECTION');
      expect(names.questions).toEqual(['1 rebind.example.com', '28 rebind.example.com']);
      expect(watch.attempts).toBe(1);
      expect(await go(client, 'rebind.example.com')).toBe('EGRESS.BLOCKED_ADDRESS');
      expect(watch.attempts).toBe(1);
    });
  });

  it('by a redirect from an allowed place, to an address, a spelling or a name', async () => {
    const targets = [...addresses, ...spellings, 'inside.example.com'].map(
      (host) => `http://${inUrl(host)}:${String(canary.port)}/`,
    );
    const door = await sink((request, response) => {
      // As bytes of UTF-8, the way servers send what is not ASCII.
      const location = Buffer.from(targets[Number(request.url?.slice(1))] ?? '').toString('latin1');
      response.writeHead(302, { location }).end();
    }, '127.0.0.2');
    const byName = new ScriptedResolver(['127.0.0.1']);
    const client = egress(doorAlone, byName);
    const said: (readonly [string, string])[] = [];
    for (const [index, target] of targets.entries()) {
      const url = `http://127.0.0.2:${String(door.port)}/${String(index)}`;
      said.push([target, await code(client.request({ ...usual, url }))]);
    }
    // The one address that *is* the allowed place goes to a port of it where nobody is.
    const wrong = said.filter(([target, result]) => !closed.includes(result) && !target.includes('//127.0.0.2:'));
    expect(wrong).toEqual([]);
    expect(door.requests).toHaveLength(targets.length);
  });

  it('by a service that says it is to be found elsewhere', async () => {
    const door = await sink((_request, response) => {
      const elsewhere = `127.0.0.1:${String(canary.port)}`;
      response.setHeader('alt-svc', `h3="${elsewhere}"; ma=3600, h2="${elsewhere}"; ma=3600, http/1.1="${elsewhere}"`);
      response.end('door');
    }, '127.0.0.2');
    const client = egress(doorAlone);
    const ask = () => client.request({ ...usual, url: `http://127.0.0.2:${String(door.port)}/` });
    for (let call = 0; call < 3; call += 1) expect(Buffer.from((await ask()).body).toString()).toBe('door');
    expect(door.requests).toHaveLength(3);
  });

  it('through user names, back slashes, other schemes and broken URLs', async () => {
    const at = `127.0.0.1:${String(canary.port)}`;
    const client = egress({}, new ScriptedResolver(['127.0.0.1']));
    const tricks = [
      `http://example.com@${at}/`,
      `http://example.com:80@${at}/`,
      `http://1.1.1.1 &@${at}#`,
      `http://${at}@example.com/`,
      `http:\\\\example.com\\@${at}/`,
      `http://example.com#@${at}/`,
      `http://example.com?@${at}/`,
      `http:${at}/`,
      `http:///${at}/`,
      `//${at}/`,
      `ftp://${at}/`,
      `file:///etc/passwd`,
      `gopher://${at}/`,
      `unix:/var/run/docker.sock`,
      `http://[::1%25lo]:${String(canary.port)}/`,
      `http://127.0.0.1:99999/`,
      `http://:${String(canary.port)}/`,
      ' ',
      '',
    ];
    for (const url of tricks) {
      const said = await code(client.request({ ...usual, url }));
      expect([url, ['EGRESS.BAD_URL', 'EGRESS.BLOCKED_ADDRESS'].includes(said)]).toEqual([url, true]);
    }
  });

  it('through a name that leads to it, alone or beside good addresses', async () => {
    const url = `http://innocent.example.com:${String(canary.port)}/`;
    for (const given of [
      ['127.0.0.1'],
      ['93.184.215.14', '127.0.0.1'],
      ['::1'],
      ['::ffff:7f00:1'],
      ['10.0.0.1'],
      ['64:ff9b::7f00:1'],
    ]) {
      const client = egress({}, new ScriptedResolver(given));
      expect([given, await code(client.request({ ...usual, url }))]).toEqual([given, 'EGRESS.BLOCKED_ADDRESS']);
    }
  });

  it('through a proxy named in the environment', async () => {
    const proxy = await sink((_request, response) => response.end('proxied'));
    const target = await sink((_request, response) => response.end('direct'));
    const variables = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'] as const;
    // eslint-disable-next-line no-restricted-properties -- that these variables are ignored is what is tested
    const { env } = process;
    const before = variables.map((name) => env[name]);
    try {
      for (const name of variables)
        env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${String(proxy.port)}`;
      const answer = await egress().request({ ...usual, url: `http://127.0.0.1:${String(target.port)}/` });
      expect(Buffer.from(answer.body).toString()).toBe('direct');
      expect(proxy.connections).toBe(0);
    } finally {
      for (const [index, name] of variables.entries()) {
        if (before[index] === undefined) Reflect.deleteProperty(env, name);
        else env[name] = before[index];
      }
    }
  });
});

describe('what is closed', () => {
  it('is reached once an operator names its network', async () => {
    const canary = await sink((_request, response) => response.end('reached'));
    const byName = egress(loopback, new ScriptedResolver(['127.0.0.1']));
    const byDefault = egress(loopback);
    for (const host of ['127.0.0.1', '127.1', '0x7f000001', 'some.example.com', 'localhost', 'app.localhost.']) {
      const client = host === 'some.example.com' ? byName : byDefault;
      const answer = await client.request({ ...usual, url: `http://${host}:${String(canary.port)}/` });
      expect([host, Buffer.from(answer.body).toString()]).toEqual([host, 'reached']);
    }
  });
});
