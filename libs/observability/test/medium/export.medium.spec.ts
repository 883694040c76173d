import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Settings } from '@ebbflow/config';
import { currentTraceparent, publishGauge, startTelemetry, TelemetryConfig, withSpan } from '../../src/index.ts';

const received: { url: string; body: string }[] = [];
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    received.push({ url: request.url ?? '', body });
    response.end('{}');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

beforeAll(() => new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening)));
afterAll(() => new Promise((closed) => collector.close(closed)));

it('sends gauges as they are read and spans to the collector, with ids and the code of a failure, and nothing of its message', async () => {
  const endpoint = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`;
  const port = await freePort();
  const settings = {
    EBB_OTEL_ENDPOINT: endpoint,
    EBB_OTEL_SAMPLED_PERCENT: '100',
    EBB_OTEL_PROMETHEUS_PORT: String(port),
  };
  const config = new TelemetryConfig(new Settings(settings));
  const telemetry = await startTelemetry(config, 'executor');
  publishGauge({ name: 'ebbflow.policy.claim', description: 'd' }, () =>
    Promise.resolve([{ value: 1, labels: { claim: 'C07', state: 'holds' } }]),
  );
  const scraped = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  expect(scraped).toMatch(/^ebbflow_policy_claim\{claim="C07",state="holds"[^}]*\} 1$/m);
  expect((await fetch(`http://127.0.0.1:${String(port)}/`)).status).toBe(404);
  let traceparent: string | undefined;
  const fields = { topic: 'ebbflow.gateway.delivery', body: 'canary-in-a-field' } as object;
  const work = withSpan('ebbflow.gateway.delivery process', { fields }, () => {
    traceparent = currentTraceparent();
    return Promise.reject(new Error('canary-in-a-message'));
  });
  await expect(work).rejects.toThrow();
  await telemetry.stop();
  await expect(fetch(`http://127.0.0.1:${String(port)}/metrics`)).rejects.toThrow();

  expect(received.map(({ url }) => url).sort()).toEqual(['/v1/metrics', '/v1/traces']);
  const sent = (path: string): string => received.find(({ url }) => url === path)?.body ?? '';
  for (const part of ['ebbflow-executor', 'ebbflow.policy.claim', 'C07', 'holds']) {
    expect(sent('/v1/metrics')).toContain(part);
  }
  const body = sent('/v1/traces');
  for (const part of [
    'ebbflow-executor',
    'ebbflow.gateway.delivery process',
    'KERNEL.UNEXPECTED',
    traceparent?.split('-')[1],
  ])
    expect(body).toContain(part);
  expect(body).not.toContain('canary');
});
