import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedScenario } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { HttpSink } from '../src/http-sink.ts';

const KILLS = 10;
const SENDERS = 8;

/** Posts orders, one after another, until told to stop; remembers those that were accepted. Refusals and cut connections are fine: nothing was promised. */
async function sendOrders(hook: string, prefix: string, accepted: Set<string>, signal: AbortSignal): Promise<void> {
  for (let number = 0; !signal.aborted; number += 1) {
    const order = `${prefix}-${String(number)}`;
    try {
      const answer = await fetch(hook, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customer: 'ada', order, items: ['tea'] }),
        signal: AbortSignal.timeout(5_000),
      });
      if (answer.status === 200) accepted.add(order);
      await answer.arrayBuffer();
    } catch {
      return;
    }
  }
}

describe('kill -9 of the whole process under load', () => {
  it(`loses no accepted webhook and finishes none twice, over ${String(KILLS)} kills`, async () => {
    await using sink = await HttpSink.start();
    await using ebbflow = new AllInOneProcess({ EBB_EGRESS_ALLOW: '127.0.0.0/8', EBB_GATEWAY_RATE_LIMIT: '1000000' });
    await ebbflow.start();
    const file = join(ebbflow.dataDir, 'blueprint.json');
    const text = readFileSync(join(import.meta.dirname, '../blueprints/order-to-crm.json'), 'utf8');
    writeFileSync(file, text.replaceAll('@SINK@', sink.url));
    const scenario = await ebbflow.ebbflow<ImportedScenario>('blueprint', 'import', file, '--activate');
    const hook = scenario.hooks[0]?.url ?? '';

    const accepted = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const stop = new AbortController();
      const acceptedBefore = accepted.size;
      const senders = Array.from({ length: SENDERS }, (_, sender) =>
        sendOrders(hook, `k${String(kill)}-s${String(sender)}`, accepted, stop.signal),
      );
      // A different moment each time: after 20, 37, 54 … accepted orders of this round.
      await waitFor(() => accepted.size - acceptedBefore >= 20 + kill * 17, {
        what: 'orders to be accepted',
        timeoutMs: 20_000,
      });
      await ebbflow.kill();
      stop.abort();
      await Promise.all(senders);
      await ebbflow.start();
    }

    const orderOf = (request: { headers: Readonly<Record<string, string>> }): string =>
      request.headers['x-order'] ?? '';
    await waitFor(
      () => {
        const called = new Set(sink.requests.map(orderOf));
        return [...accepted].every((order) => called.has(order));
      },
      { what: `all ${String(accepted.size)} accepted orders to reach the service`, timeoutMs: 60_000 },
    );

    const keysByOrder = new Map<string, Set<string>>();
    for (const request of sink.requests) {
      const keys = keysByOrder.get(orderOf(request)) ?? new Set<string>();
      keysByOrder.set(orderOf(request), keys.add(request.headers['idempotency-key'] ?? ''));
    }
    expect([...keysByOrder].filter(([, keys]) => keys.size !== 1)).toEqual([]);

    const database = new Client({
      connectionString: readFileSync(join(ebbflow.dataDir, 'secrets/database-admin-url'), 'utf8').trim(),
    });
    await database.connect();
    const count = async (query: string): Promise<number> =>
      Number((await database.query<{ count: string }>(query)).rows[0]?.count);
    await waitFor(async () => (await count("select count(*) from executor.run where state <> 'finished'")) === 0, {
      what: 'every run to finish',
      timeoutMs: 60_000,
    });
    const finished = await count("select count(*) from executor.run where state = 'finished'");
    const deliveries = await count(
      'select count(distinct delivery_id) from executor.run where delivery_id is not null',
    );
    // The sample's run is one of them; every run came from one delivery and no delivery has two runs.
    expect(finished).toBe(deliveries);
    expect(finished).toBeGreaterThanOrEqual(accepted.size);
    await waitFor(async () => (await count('select count(*) from log_store.activity')) === finished, {
      what: 'every finished run to be readable once in the log store',
      timeoutMs: 30_000,
    });
    expect(
      await count(
        'select count(*) from (select run_id from log_store.activity group by run_id having count(*) > 1) as twice',
      ),
    ).toBe(0);
    await database.end();
    process.stdout.write(
      `${String(accepted.size)} accepted over ${String(KILLS)} kills, ${String(sink.requests.length - keysByOrder.size)} calls repeated with the same key\n`,
    );
  }, 300_000);
});
