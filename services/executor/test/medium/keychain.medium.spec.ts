import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ActivationCheckAnswer, KeyLease } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { selfSigned } from '@ebbflow/testing';
import { aBlueprint, type BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const expiresAt = '2100-01-01T00:00:00.000Z';
const call = { method: 'get', parseResponse: false };

describe('a scenario whose modules name keys of the keychain', () => {
  const house = executorHouse();
  const client = selfSigned('client.example.com');
  const own = selfSigned('localhost');
  /** Whom each call came from, by its certificate. */
  const callers: string[] = [];
  let executor: RunningService;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    executor = await house.start();
    server = createServer(
      { key: own.key, cert: own.cert, ca: client.cert, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const { socket } = request;
        if (socket instanceof TLSSocket) callers.push(String(socket.getPeerCertificate().subject.CN));
        response.end('welcome');
      },
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `https://localhost:${String((server.address() as AddressInfo).port)}/`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const lent = (lease: KeyLease): string => {
    const id = newId('kch');
    house.vault.keychainKeys.set(id, lease);
    return id;
  };
  const aCertificate = ({ cert, key }: { cert: string; key: string }): string =>
    lent({ purpose: 'clientCertificate', certificate: cert, privateKey: key, expiresAt });
  const run = async (blueprint: BlueprintBuilder) => {
    const { scenarioId } = await house.import(executor, blueprint.build());
    await house.publish(house.delivery(scenarioId, { order: 'A-1' }));
    return house.waitForFinished(scenarioId);
  };
  const explain = async (blueprint: BlueprintBuilder): Promise<ActivationCheckAnswer> => {
    const { scenarioId } = await house.import(executor, blueprint.build());
    const path = `/v1/scenarios/${scenarioId}/activation-check`;
    return (await house.ask(executor, 'GET', path)).body as ActivationCheckAnswer;
  };
  const withCertificate = (auth: string): BlueprintBuilder =>
    aBlueprint().with('http:ActionSendDataClientCertAuth', 3, { ...call, url, ca: own.cert }, { auth });

  it('shows a server that demands one the certificate of the key, and leaves no trace of it in its history', async () => {
    const event = await run(withCertificate(aCertificate(client)));
    expect(event.status).toBe('success');
    expect(callers).toEqual(['client.example.com']);
    const details = JSON.stringify(house.detailsOf(event));
    expect(details).toContain('welcome');
    expect(details).not.toContain('PRIVATE KEY');
  });

  it('is turned away by that server with a certificate it does not trust, or none', async () => {
    callers.length = 0;
    const foreign = await run(withCertificate(aCertificate(selfSigned('client.example.com'))));
    const without = await run(aBlueprint().with('http:ActionSendData', 3, { ...call, url, ca: own.cert }));
    expect([foreign.status, without.status, callers]).toEqual(['error', 'error', []]);
  });

  it('logs in with the header that vault made of the key', async () => {
    const headers: [string, string][] = [['Authorization', 'Basic canary-of-a-key']];
    const auth = lent({ purpose: 'authorisation', headers, query: [], expiresAt });
    const sink = `${house.sink.url}/login`;
    const event = await run(aBlueprint().with('http:ActionSendDataBasicAuth', 3, { ...call, url: sink }, { auth }));
    expect(event.status).toBe('success');
    expect(house.sink.headersOf('/login')[0]?.authorization).toBe('Basic canary-of-a-key');
    expect(JSON.stringify(house.detailsOf(event))).not.toContain('canary-of-a-key');
  });

  it('encrypts with a key that stands in none of its modules', async () => {
    const bytes = Buffer.from('canary-of-a-key!');
    const key = lent({ purpose: 'aes', key: bytes.toString('base64'), expiresAt });
    const blueprint = aBlueprint()
      .with('crypto:AES256Encrypt', 3, { data: 'secret {{1.order}}', key })
      .with('crypto:AES256Decrypt', 3, { data: '{{2.data}}', key });
    const event = await run(blueprint);
    expect(event.status).toBe('success');
    const { modules } = house.detailsOf(event);
    expect(modules.at(-1)?.bundles).toEqual([{ data: 'secret A-1' }]);
    for (const trace of [bytes.toString(), bytes.toString('base64')]) {
      expect(JSON.stringify(modules)).not.toContain(trace);
    }
  });

  it('fails where a key is of another kind than its module needs', async () => {
    const aes = lent({ purpose: 'aes', key: Buffer.alloc(16).toString('base64'), expiresAt });
    const { status } = await run(withCertificate(aes));
    expect(status).toBe('error');
  });

  it('cannot be active while one of them is not there, each with its place', async () => {
    const [there, gone] = [aCertificate(client), newId('kch')];
    const blueprint = withCertificate(there)
      .with('http:ActionSendDataBasicAuth', 3, { ...call, url }, { auth: gone })
      .with('crypto:AES256Encrypt', 3, { data: 'x', key: gone });
    const { findings } = await explain(blueprint);
    expect(findings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['EXECUTOR.KEY_MISSING', '/flow/2/parameters/auth'],
      ['EXECUTOR.KEY_MISSING', '/flow/3/mapper/key'],
    ]);
    expect(JSON.stringify(findings)).not.toContain(gone);
    expect(await explain(withCertificate(there))).toEqual({ canBeActive: true, findings: [] });
  });
});
