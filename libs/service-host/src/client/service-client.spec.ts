import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Settings } from '@ebbflow/config';
import { ManualClock } from '@ebbflow/kernel';
import { PeerUnavailableError } from '../host.errors.ts';
import { ServiceKeysConfig } from '../tokens/service-keys.config.ts';
import { generateServiceKeys } from '../tokens/service-keys.ts';
import { ServiceTokens } from '../tokens/service-tokens.ts';
import { ServiceClient } from './service-client.ts';
import { ServiceUrlsConfig } from './service-urls.config.ts';

const keys = generateServiceKeys();
const waiting: ServerResponse[] = [];
/** A peer that answers when the test says so; `/v1/drips` begins to and never ends. */
const peer = createServer((request, response) => {
  if (request.url === '/v1/drips') response.write('{');
  waiting.push(response);
});
let client: ServiceClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  const settings = new Settings({
    EBB_SERVICE_KEY: keys.privateKeys.console,
    EBB_SERVICE_JWKS: keys.jwks,
    EBB_URL_VAULT: `http://127.0.0.1:${String((peer.address() as AddressInfo).port)}`,
  });
  const tokens = new ServiceTokens(new ServiceKeysConfig(settings), 'console', new ManualClock());
  client = new ServiceClient(tokens, new ServiceUrlsConfig(settings));
});
afterAll(async () => {
  peer.closeAllConnections();
  await client.onApplicationShutdown();
  await new Promise((resolve) => peer.close(resolve));
});

describe('a call to another service', () => {
  it('gives up after its time also where it waits for a connection that others hold', async () => {
    const held = Array.from({ length: 64 }, () => client.call('vault', 'GET', '/v1/held'));
    while (waiting.length < 64) await new Promise(setImmediate);
    await expect(client.call('vault', 'GET', '/v1/late', { timeoutMs: 200 })).rejects.toThrow(PeerUnavailableError);
    expect(waiting).toHaveLength(64);
    for (const response of waiting.splice(0)) response.end('{}');
    expect(await Promise.all(held)).toHaveLength(64);
  }, 5_000);

  it('gives up after its time where the answer begins and does not end', async () => {
    const drips = client.call('vault', 'GET', '/v1/drips', { timeoutMs: 500 });
    const more = setInterval(() => {
      for (const response of waiting) response.write(' ');
    }, 50);
    await expect(drips).rejects.toThrow(PeerUnavailableError);
    clearInterval(more);
  }, 5_000);
});
