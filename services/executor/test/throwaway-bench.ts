import { spawn } from 'node:child_process';
import { TemplateDatabase } from '@ebbflow/testing';
import { executorService } from '../src/index.ts';
import { aBlueprint } from './support/blueprints.builder.ts';
import { ExecutorHouse } from './support/executor-house.ts';

import { startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { createServer } from 'node:http';
const pg = await startEmbeddedPostgres({ dataDir: '/tmp/rbench/pg', durable: process.env['DURABLE'] !== '0' });
{
  const { Client } = await import('pg');
  const c = new Client({ connectionString: pg.url });
  await c.connect();
  const { rows } = await c.query(
    `select datname as name from pg_database where datname like 'test\\_%' or datname like 'template\\_%\\_%'`,
  );
  for (const { name } of rows) await c.query(`drop database "${name}" with (force)`);
  await c.end();
}
const res = createServer((_q, r) => r.end(JSON.stringify({ adminUrl: pg.url }))).listen(0);
process.env['EBB_TEST_RESOURCES_URL'] = `http://127.0.0.1:${String((res.address() as { port: number }).port)}`;
const database = new TemplateDatabase([executorService]);
const house = new ExecutorHouse(database);
await house.open();
const sink = spawn(process.execPath, ['/tmp/rbench/sink.mjs']);
const port = await new Promise<string>((r) => sink.stdout.once('data', (d) => r(String(d).trim())));
const executor = await house.start({
  EBB_EXECUTOR_POLL: '500ms',
  ...(process.env['MORE'] ? JSON.parse(process.env['MORE']) : {}),
});
const { scenarioId } = await house.import(executor, aBlueprint().withCall(`http://127.0.0.1:${port}/x`).build());
const N = Number(process.env['N'] ?? 6000);
async function round(count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, i) =>
    house.delivery(scenarioId, { order: i, text: 'x'.repeat(400) }),
  );
  house.finished.length = 0;
  const cpu = process.cpuUsage();
  const at = performance.now();
  for (let i = 0; i < count; i += 256) await house.publish(...events.slice(i, i + 256));
  const stored = performance.now() - at;
  while (house.finished.length < count) await new Promise((r) => setTimeout(r, 5));
  const ms = performance.now() - at;
  const used = process.cpuUsage(cpu);
  console.log(
    `${count} runs in ${ms.toFixed(0)} ms = ${((count * 1000) / ms).toFixed(0)}/s; stored after ${stored.toFixed(0)}; cpu ${((used.user + used.system) / count).toFixed(0)} us/run`,
  );
}
await round(1000);
await round(N);
await round(N);
await round(N);
await executor.stop();
sink.kill();
await house.close();
await pg.stop();
process.exit(0);
