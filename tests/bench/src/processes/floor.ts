import { createServer } from 'node:http';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/**
 * The least a program must do for the same promise: store the body, say 200, make the HTTP call, store the outcome.
 * Bare Node, one process, grouped inserts, no tenants, no sealing, no language, no crash recovery.
 */
interface FloorOrder {
  readonly databaseUrl: string;
  readonly sinkUrl: string;
}

interface Waiting<Row> {
  readonly row: Row;
  readonly done: () => void;
}

/** Collects rows for at most 2 ms or 256 of them, then writes them in one statement. */
function grouped<Row>(write: (rows: Row[]) => Promise<void>): (row: Row) => Promise<void> {
  let waiting: Waiting<Row>[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    void write(batch.map(({ row }) => row)).then(() => {
      for (const { done } of batch) done();
    });
  };
  return (row) =>
    new Promise((done) => {
      waiting.push({ row, done });
      if (waiting.length >= 256) flush();
      else timer ??= setTimeout(flush, 2);
    });
}

async function serve(order: FloorOrder): Promise<number> {
  const pool = new Pool({ connectionString: order.databaseUrl, max: 8 });
  await pool.query('drop schema if exists floor cascade');
  await pool.query('create schema floor');
  await pool.query(
    'create table floor.delivery (id bigint generated always as identity primary key, body bytea not null)',
  );
  await pool.query(
    'create table floor.outcome (id bigint generated always as identity primary key, body bytea not null)',
  );
  const insert = (table: string) =>
    grouped<Buffer>(async (rows) => {
      await pool.query({
        name: `insert-${table}`,
        text: `insert into floor.${table} (body) select unnest($1::bytea[])`,
        values: [rows],
      });
    });
  const storeDelivery = insert('delivery');
  const storeOutcome = insert('outcome');
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const call = (body: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const outgoing = request(order.sinkUrl, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve(Buffer.concat(chunks));
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      void storeDelivery(body)
        .then(() => {
          response.writeHead(200).end('Accepted');
          return call(body);
        })
        .then(storeOutcome);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

process.on('message', (order: FloorOrder) => {
  void serve(order).then((port) => process.send?.({ port }));
});
process.on('disconnect', () => process.exit(0));
