import type { SecureContextOptions } from 'node:tls';
import { Settings } from '@ebbflow/config';
import type { Bundle, CredentialsByKind, TlsLevel } from '@ebbflow/connector-sdk';
import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { ManualClock } from '@ebbflow/kernel';
import { anOutside, selfSigned } from '@ebbflow/testing';
import { TurningServer, type TurningProtocol } from '../../../test/support/turning-server.fake.ts';
import { MODULE_CATALOGUE } from '../../scenarios/module-catalogue.ts';
import type { HeldRun } from '../held-run.ts';
import { AttemptScope } from './attempt-scope.ts';
import { GuardedHttp } from './guarded-http.ts';
import { GuardedSockets } from './guarded-sockets.ts';

const certificate = selfSigned('localhost');
const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
const modules: Readonly<Record<TurningProtocol, readonly [string, number]>> = {
  http: ['http:ActionSendData', 3],
  smtp: ['email:ActionSendEmail', 7],
  imap: ['email:TriggerNewEmail', 7],
  ftp: ['ftp:ActionListFiles', 1],
  postgresql: ['postgresql:executeQuery', 1],
  mysql: ['mysql:executeQuery', 1],
};
const turning = Object.keys(modules).filter((protocol) => protocol !== 'http') as Exclude<TurningProtocol, 'http'>[];
const mapped: Readonly<Record<TurningProtocol, (port: number) => Bundle>> = {
  http: (port) => ({ url: `https://localhost:${String(port)}/`, method: 'get', rejectUnauthorized: false }),
  smtp: () => ({ to: ['bo@example.org'], subject: 'a', text: 'b' }),
  imap: () => ({}),
  ftp: () => ({ folder: '/' }),
  postgresql: () => ({ query: 'select 1' }),
  mysql: () => ({ query: 'select 1' }),
};

describe('a connection made by a module', () => {
  const servers: TurningServer[] = [];
  let egress: Egress;

  beforeAll(() => {
    egress = createEgress(new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: '127.0.0.0/8' })));
  });
  afterAll(() => egress.close());
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function serve(protocol: TurningProtocol, tls?: SecureContextOptions, isImplicit?: boolean) {
    const server = new TurningServer(protocol, tls, isImplicit);
    servers.push(server);
    return { server, port: await server.listen() };
  }

  /** Every such server ends the talk, so that every one of these fails; what matters is what was said before. */
  async function go(protocol: TurningProtocol, port: number, tls: TlsLevel, ca?: string) {
    const scope = new AttemptScope({ tenantId: 'org_1', runId: 'run_1' } as HeldRun, new ManualClock(), Infinity);
    const journal = { settle: async () => undefined };
    const access = {
      ...{ host: 'localhost', port, user: 'ada', secret: 'canary-secret', tls, database: 'd' },
      // Without an authority of its own a test has no certificate that holds.
      ...(ca === undefined ? { verifiesCertificate: false } : { verifiesCertificate: true, ca }),
    };
    const credentials: Partial<CredentialsByKind> = {
      smtp: access,
      imap: access,
      ftp: access,
      postgresql: access,
      mysql: access,
    };
    const http = new GuardedHttp(egress, scope, journal);
    const outside = anOutside({ credentials, more: { http, sockets: new GuardedSockets(egress, scope, journal) } });
    const module = MODULE_CATALOGUE.find(...modules[protocol]);
    await expect(
      module?.run(
        { mapped: mapped[protocol](port), parameters: { account: 1, ...mapped[protocol](port) } },
        outside.context,
      ),
    ).rejects.toThrow();
    await outside.close();
  }

  const all = Object.keys(modules) as TurningProtocol[];
  it.each(all)('is refused below TLS 1.2, also without a check of the certificate (%s)', async (protocol) => {
    const { server, port } = await serve(protocol, { ...certificate, ...old });
    await go(protocol, port, 'required');
    expect([server.versions, server.underTls]).toEqual([[], '']);
    expect(server.inTheClear).not.toContain('canary-secret');
  });

  it.each(all)(
    'is made with 1.3 where the server has it, and with 1.2 where that is its newest (%s)',
    async (protocol) => {
      const newest = await serve(protocol, { ...certificate, minVersion: 'TLSv1.2' });
      await go(protocol, newest.port, 'required');
      const elder = await serve(protocol, { ...certificate, maxVersion: 'TLSv1.2' });
      await go(protocol, elder.port, 'required');
      expect([newest.server.versions[0], elder.server.versions[0]]).toEqual(['TLSv1.3', 'TLSv1.2']);
      expect(newest.server.underTls).not.toBe('');
    },
  );

  it.each(turning)('has the level of its connection: "off" stays in the clear (%s)', async (protocol) => {
    const { server, port } = await serve(protocol, certificate);
    await go(protocol, port, 'off');
    expect(server.versions).toEqual([]);
    expect(server.inTheClear).not.toMatch(/STARTTLS|AUTH TLS/);
  });

  it.each(['smtp', 'imap', 'ftp'] as const)(
    '"implicit" begins with TLS and says nothing before (%s)',
    async (protocol) => {
      const { server, port } = await serve(protocol, certificate, true);
      await go(protocol, port, 'implicit', certificate.cert);
      expect([server.versions, server.inTheClear]).toEqual([['TLSv1.3'], '']);
    },
  );

  it.each(turning)(
    '"required" says nothing secret to a server without TLS, nor to one nobody vouches for (%s)',
    async (protocol) => {
      const plain = await serve(protocol);
      await go(protocol, plain.port, 'required');
      const strange = await serve(protocol, certificate);
      await go(protocol, strange.port, 'required', selfSigned('localhost').cert);
      for (const { server } of [plain, strange]) {
        expect(server.inTheClear + server.underTls).not.toMatch(/canary-secret|\bada\b|USER|LOGIN/);
      }
      const trusted = await serve(protocol, certificate);
      await go(protocol, trusted.port, 'required', certificate.cert);
      expect(trusted.server.versions).toEqual(['TLSv1.3']);
    },
  );
});
