// What the guard costs beside bare undici, against a sink in another process on loopback:
// node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/egress/test/bench/request-overhead.ts
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Settings } from '@ebbflow/config';
import { Agent, request } from 'undici';
import { createEgress } from '../../src/create-egress.ts';
import { EgressConfig } from '../../src/egress.config.ts';

const CALLS = 20_000;
const AT_ONCE = 32;

/** Only this thread's CPU: the sink's is the same for both and would hide the difference. */
async function measure(name: string, call: () => Promise<unknown>): Promise<void> {
  const batch = async (count: number): Promise<void> => {
    let left = count;
    const lane = async (): Promise<void> => {
      while (left-- > 0) await call();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  };
  await batch(CALLS / 4);
  const cpu = process.threadCpuUsage();
  const from = performance.now();
  await batch(CALLS);
  const perSecond = Math.round((CALLS / (performance.now() - from)) * 1_000);
  const { user, system } = process.threadCpuUsage(cpu);
  process.stdout.write(
    `${name.padEnd(34)} ${String(perSecond).padStart(6)}/s  ${((user + system) / CALLS).toFixed(1).padStart(6)} µs CPU each\n`,
  );
}

async function compare(port: number): Promise<void> {
  const agent = new Agent({ connections: 64, pipelining: 1 });
  const egress = createEgress(new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: '127.0.0.0/8' })));
  const body = Buffer.from(JSON.stringify({ hello: 'x'.repeat(500) }));
  const headers = [['content-type', 'application/json']] as const;
  for (const host of ['127.0.0.1', 'localhost']) {
    const url = `http://${host}:${String(port)}/things?a=1`;
    const bare = async (): Promise<unknown> => {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: agent,
      });
      return answer.body.arrayBuffer();
    };
    const guarded = (): Promise<unknown> =>
      egress.request({
        url,
        method: 'POST',
        headers,
        body,
        timeoutMs: 30_000,
        followRedirects: true,
        rejectUnauthorized: true,
      });
    for (let round = 0; round < 2; round += 1) {
      await measure(`bare undici.request, ${host}`, bare);
      await measure(`egress.request, ${host}`, guarded);
    }
  }
  await agent.close();
  await egress.close();
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  await compare(port);
  await worker.terminate();
} else {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => response.end('{"ok":true}'));
  });
  server.listen(0, () => parentPort?.postMessage((server.address() as AddressInfo).port));
}
