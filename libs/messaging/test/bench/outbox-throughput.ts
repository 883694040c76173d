// node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/messaging/test/bench/outbox-throughput.ts
// From append to handled by a consumer that claims in its inbox: durable embedded Postgres, in-memory transport, 500-byte events.
import { newId, systemClock } from '@ebbflow/kernel';
import { createLogger } from '@ebbflow/observability';
import { benchDatabase, waitFor } from '@ebbflow/testing';
import { ConsumerGroup, createEvent, Inbox, InMemoryTransport, Outbox, OutboxRelay } from '../../src/index.ts';
import { counted } from '../medium/counted.event.ts';
import { exchange } from '../medium/exchange-schema.ts';

const EVENTS = 60_000;
const BATCH = 256;
const PADDING = 'x'.repeat(500);

const { database, stop } = await benchDatabase('exchange', exchange.migrations);
const logger = createLogger({ service: 'bench', level: 'warn' });
const [outbox, inbox, transport] = [new Outbox(database), new Inbox(database), new InMemoryTransport()];
const tenantId = newId<string>('org');
let handled = 0;

const group = new ConsumerGroup('bench', {
  deadLetters: { put: () => Promise.reject(new Error('dead letter')) },
  logger,
});
group.add(counted, async (events) => {
  handled += await database.asWorker(async (sql) => (await inbox.claim(sql, 'bench', events)).length);
});
await transport.subscribe('bench', group.topics, group.handle);
const relay = new OutboxRelay(database, transport, logger);
outbox.onAppended(() => {
  relay.wake();
});
relay.start();

await appendAndHandle(5_000);
const startedAt = performance.now();
await appendAndHandle(EVENTS);
const seconds = (performance.now() - startedAt) / 1_000;
const latencies = await singleLatencies(200);
process.stdout.write(
  `${JSON.stringify({ eventsPerSecond: Math.round(EVENTS / seconds), commitToHandledMs: { p50: latencies[100], p99: latencies[197] } })}\n`,
);

await relay.stop();
await transport.close();
await stop();

async function appendAndHandle(count: number): Promise<void> {
  const target = handled + count;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      next += BATCH;
      const events = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => make(from + index));
      await database.asWriter((sql) => outbox.append(sql, events));
    }
  };
  await Promise.all([lane(), lane()]);
  await waitFor(() => handled >= target, { timeoutMs: 60_000 });
}

async function singleLatencies(count: number): Promise<number[]> {
  const latencies: number[] = [];
  for (let position = 0; position < count; position += 1) {
    const target = handled + 1;
    const from = performance.now();
    await database.asWriter((sql) => outbox.append(sql, [make(position)]));
    while (handled < target) await new Promise((resolve) => setImmediate(resolve));
    latencies.push(Number((performance.now() - from).toFixed(2)));
  }
  return latencies.sort((left, right) => left - right);
}

function make(position: number): ReturnType<typeof createEvent> {
  const data = { series: `series-${String(position % 50)}`, position, padding: PADDING };
  return createEvent(counted, data, { tenantId, clock: systemClock });
}
