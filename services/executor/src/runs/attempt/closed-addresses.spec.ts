import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { Settings } from '@ebbflow/config';
import type { Bundle, CredentialsByKind, ModuleContext } from '@ebbflow/connector-sdk';
import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { ManualClock } from '@ebbflow/kernel';
import {
  anOutside,
  CLOSED_ADDRESSES,
  CLOSED_SPELLINGS,
  ConnectWatch,
  DnsServer,
  type DnsAnswer,
  type Outside,
} from '@ebbflow/testing';
import { MODULE_CATALOGUE } from '../../scenarios/module-catalogue.ts';
import type { HeldRun } from '../held-run.ts';
import { AttemptScope } from './attempt-scope.ts';
import { GuardedHttp } from './guarded-http.ts';
import { GuardedSockets } from './guarded-sockets.ts';

const addresses = Object.values(CLOSED_ADDRESSES).flat();
const spellings = Object.values(CLOSED_SPELLINGS).flat();
const url = (host: string, port: number) => `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}/`;

/** Every module that opens connections, by the app and version a blueprint names, and what makes it go to a host. */
const goers: readonly [string, number, (host: string, port: number) => Bundle][] = [
  ['http:ActionSendData', 3, (host, port) => ({ url: url(host, port), method: 'get' })],
  ['http:MakeRequest', 4, (host, port) => ({ url: url(host, port), method: 'get' })],
  ['http:ActionGetFile', 3, (host, port) => ({ url: url(host, port) })],
  ['rss:ActionReadArticles', 4, (host, port) => ({ url: url(host, port) })],
  ['email:ActionSendEmail', 7, () => ({ to: ['bo@example.org'], subject: 'a', text: 'b' })],
  ['email:TriggerNewEmail', 7, () => ({})],
  ['ftp:ActionListFiles', 1, () => ({ folder: '/' })],
  ['sftp:ActionListFiles', 1, () => ({ folder: '/' })],
  ['postgresql:executeQuery', 1, () => ({ query: 'select 1' })],
  ['mysql:executeQuery', 1, () => ({ query: 'select 1' })],
];

function accountsAt(host: string, port: number): Partial<CredentialsByKind> {
  const server = { host, port, user: 'ada', secret: 'canary-secret', tls: 'off', verifiesCertificate: true } as const;
  const sftp = { host, port, user: 'ada', secret: 'canary-secret', hostKeyFingerprint: `SHA256:${'A'.repeat(43)}` };
  const database = { ...server, database: 'd' };
  return { smtp: server, imap: server, ftp: server, sftp, postgresql: database, mysql: database };
}

/** As a blueprint's module is run, with the ports of an attempt. */
describe.each(goers)('%s', (name, version, mapped) => {
  const closing: (() => Promise<unknown>)[] = [];
  let canary: Server;
  let port: number;
  let called: number;
  let names: DnsServer;
  let answer: DnsAnswer;
  let nameServer: string;
  let watch: ConnectWatch;

  beforeAll(async () => {
    canary = createServer((socket) => {
      called += 1;
      socket.destroy();
    });
    await once(canary.listen(0, '127.0.0.1'), 'listening');
    ({ port } = canary.address() as AddressInfo);
    names = new DnsServer((question) => answer(question));
    nameServer = await names.listen();
  });
  afterAll(async () => {
    await names.close();
    await new Promise((resolve) => canary.close(resolve));
  });
  beforeEach(() => {
    called = 0;
    answer = () => [];
    names.questions.length = 0;
    watch = new ConnectWatch();
  });
  afterEach(async () => {
    watch.stop();
    for (const close of closing.splice(0)) await close();
    expect(called).toBe(0);
  });

  function wayOut(allow = ''): Egress {
    const settings = { EBB_EGRESS_ALLOW: allow, EBB_EGRESS_NAME_SERVERS: nameServer };
    const egress = createEgress(new EgressConfig(new Settings(settings)));
    closing.push(() => egress.close());
    return egress;
  }

  async function go(egress: Egress, host: string): Promise<string> {
    const scope = new AttemptScope({ tenantId: 'org_1', runId: 'run_1' } as HeldRun, new ManualClock(), Infinity);
    const journal = { settle: async () => undefined };
    const more: Partial<ModuleContext> = {
      http: new GuardedHttp(egress, scope, journal),
      sockets: new GuardedSockets(egress, scope, journal),
    };
    const outside: Outside = anOutside({ credentials: accountsAt(host, port), more });
    const module = MODULE_CATALOGUE.find(name, version);
    try {
      await module?.run({ mapped: mapped(host, port), parameters: { account: 1 } }, outside.context);
      return 'answered';
    } catch (thrown) {
      return (thrown as Error).message;
    } finally {
      await outside.close();
    }
  }

  it('reaches no closed address, by any spelling or name', async () => {
    const egress = wayOut();
    const said: (readonly [string, string])[] = [];
    for (const host of [...addresses, ...spellings]) {
      answer = () => [{ type: 'A', value: '127.0.0.1' }];
      said.push([host, await go(egress, host)]);
    }
    for (const [index, value] of addresses.entries()) {
      const type = value.includes(':') ? ('AAAA' as const) : ('A' as const);
      answer = (question) => (question.type === type ? [{ type, value }] : []);
      said.push([`${value} by name`, await go(egress, `n${String(index)}.example.com`)]);
    }
    const isRefusal = /not allowed as a target|The URL of the request|The host of the connection|"url"/;
    expect(said.filter(([, sentence]) => !isRefusal.test(sentence))).toEqual([]);
    expect(watch.attempts).toBe(0);
  });

  it('asks for a name once a connection, and goes to the address that was judged', async () => {
    const egress = wayOut('127.0.0.2/32');
    answer = ({ type, count }) => (type === 'A' ? [{ type, value: count === 0 ? '127.0.0.2' : '127.0.0.1' }] : []);
    expect(await go(egress, 'rebind.example.com')).toMatch(/connection to/i);
    expect([watch.attempts, names.questions.filter((asked) => asked.startsWith('1 ')).length]).toEqual([1, 1]);
    expect(await go(egress, 'rebind.example.com')).toMatch(/not allowed as a target/);
    expect(watch.attempts).toBe(1);
  });
});

it('leaves out no app whose modules go outside', () => {
  const folder = resolve(import.meta.dirname, '../../../../../libs/connectors');
  const goOutside = readdirSync(folder).filter((app) =>
    readdirSync(join(folder, app, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
      .some((path) => /context\.(http|sockets)\b/.test(readFileSync(join(folder, app, 'src', path), 'utf8'))),
  );
  expect([...new Set(goers.map(([name]) => name.split(':')[0]))].sort()).toEqual(goOutside.sort());
});
