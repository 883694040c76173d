import { Agent, request } from 'node:http';

export interface LoadOrder {
  readonly url: string;
  readonly requests: number;
  readonly connections: number;
  readonly bodyBytes: number;
}

export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends a fixed number of webhooks over a fixed number of kept-alive connections, each waiting for its answer. */
async function send(order: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const latencies: number[] = [];
  let accepted = 0;
  let refused = 0;
  let next = 0;
  const filler = 'x'.repeat(Math.max(0, order.bodyBytes - 40));
  const startedAt = performance.now();
  const post = (sequence: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(JSON.stringify({ sequence, filler }));
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const outgoing = request(order.url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const connection = async (): Promise<void> => {
    while (next < order.requests) {
      const sequence = next++;
      const sentAt = performance.now();
      const status = await post(sequence);
      latencies.push(performance.now() - sentAt);
      if (status >= 200 && status < 300) accepted += 1;
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: order.connections }, connection));
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { accepted, refused, seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

process.on('message', (order: LoadOrder) => {
  void send(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
