import { code, egressFixture, loopback, ScriptedResolver, usual } from '../test/egress-fixture.ts';
import type { NameResolver } from './name-resolver.ts';

const { egress, sink } = egressFixture();

describe('the canary on loopback sees nobody', () => {
  const spellings = (port: number): string[] =>
    [
      ...[
        '127.0.0.1',
        '127.1',
        '127.0.1',
        '2130706433',
        '0x7f000001',
        '0x7f.0.0.1',
        '0177.0.0.1',
        '017700000001',
        '127.0.0.1.',
      ],
      ...[
        '127.0.0.2',
        '127.255.255.254',
        '0.0.0.0',
        '0',
        '0x0',
        '①②⑦.⓪.⓪.①',
        '１２７.０.０.１',
        '127。0。0。1',
        '%31%32%37.0.0.1',
      ],
      ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:1]'],
      ...['[::127.0.0.1]', '[::7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::7f00:1]'],
      ...[
        '[2002:7f00:1::]',
        '[2001:0:808:808::80ff:fffe]',
        '[::ffff:0:7f00:1]',
        '[::ffff:a9fe:a9fe]',
        '169.254.169.254',
      ],
      ...['10.0.0.1', '192.168.0.1', '100.100.100.200', '168.63.129.16', '[fd00:ec2::254]', '[fe80::1]', '[fc00::1]'],
      ...['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'ｌｏｃａｌｈｏｓｔ'],
    ].map((host) => `http://${host}:${String(port)}/`);

  it('under any spelling of an address', async () => {
    const canary = await sink((_request, response) => response.end('reached'));
    const client = egress({});
    for (const url of spellings(canary.port)) {
      expect([url, await code(client.request({ ...usual, url }))]).toEqual([url, 'EGRESS.BLOCKED_ADDRESS']);
    }
    expect(canary.connections).toBe(0);
  });

  it('through user names, back slashes, other schemes and broken URLs', async () => {
    const canary = await sink((_request, response) => response.end('reached'));
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
    expect(canary.connections).toBe(0);
  });

  it('through a name that leads to it, alone or beside good addresses', async () => {
    const canary = await sink((_request, response) => response.end('reached'));
    const url = `http://innocent.example.com:${String(canary.port)}/`;
    for (const answer of [
      ['127.0.0.1'],
      ['93.184.215.14', '127.0.0.1'],
      ['::1'],
      ['::ffff:7f00:1'],
      ['10.0.0.1'],
      ['64:ff9b::7f00:1'],
    ]) {
      const client = egress({}, new ScriptedResolver(answer));
      expect([answer, await code(client.request({ ...usual, url }))]).toEqual([answer, 'EGRESS.BLOCKED_ADDRESS']);
    }
    expect(canary.connections).toBe(0);
  });

  it('through a name that answers well when checked and badly afterwards: nobody asks it twice', async () => {
    const canary = await sink((_request, response) => response.end('reached'), '127.0.0.1');
    // 127.0.0.2 stands in for the public internet here: allowed, and nobody listens at this port.
    const rebinding = new ScriptedResolver(['127.0.0.2'], ['127.0.0.1']);
    const client = egress({ EBB_EGRESS_ALLOW: '127.0.0.2/32' }, rebinding);
    const url = `http://rebind.example.com:${String(canary.port)}/`;
    expect(await code(client.request({ ...usual, url }))).toBe('EGRESS.CONNECTION');
    expect(rebinding.asked).toBe(1);
    expect(await code(client.request({ ...usual, url }))).toBe('EGRESS.BLOCKED_ADDRESS');
    expect(canary.connections).toBe(0);
  });

  it('through a redirect from an allowed place, by address or by name', async () => {
    const canary = await sink((_request, response) => response.end('reached'), '127.0.0.1');
    const targets = [...spellings(canary.port), `http://inside.example.com:${String(canary.port)}/`];
    const door = await sink((request, response) => {
      // As bytes of UTF-8, the way servers send what is not ASCII.
      const location = Buffer.from(targets[Number(request.url?.slice(1))] ?? '').toString('latin1');
      response.writeHead(302, { location }).end();
    }, '127.0.0.2');
    const byName: NameResolver = { resolve: () => Promise.resolve(['127.0.0.1']) };
    const client = egress({ EBB_EGRESS_ALLOW: '127.0.0.2/32' }, byName);
    for (const [index, target] of targets.entries()) {
      const url = `http://127.0.0.2:${String(door.port)}/${String(index)}`;
      // The one spelling that *is* the allowed place goes round to the door's own port, where nothing of the canary is.
      const expected = target.includes('//127.0.0.2:') ? 'EGRESS.CONNECTION' : 'EGRESS.BLOCKED_ADDRESS';
      expect([target, await code(client.request({ ...usual, url }))]).toEqual([target, expected]);
    }
    expect(door.requests).toHaveLength(targets.length);
    expect(canary.connections).toBe(0);
  });

  it('through a proxy named in the environment', async () => {
    const proxy = await sink((_request, response) => response.end('proxied'));
    const target = await sink((_request, response) => response.end('direct'));
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'] as const;
    // eslint-disable-next-line no-restricted-properties -- that these variables are ignored is what is tested
    const { env } = process;
    const before = names.map((name) => env[name]);
    try {
      for (const name of names)
        env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${String(proxy.port)}`;
      const answer = await egress().request({ ...usual, url: `http://127.0.0.1:${String(target.port)}/` });
      expect(Buffer.from(answer.body).toString()).toBe('direct');
      expect(proxy.connections).toBe(0);
    } finally {
      for (const [index, name] of names.entries()) {
        if (before[index] === undefined) Reflect.deleteProperty(env, name);
        else env[name] = before[index];
      }
    }
  });

  it('and is reached once an operator names its network', async () => {
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
