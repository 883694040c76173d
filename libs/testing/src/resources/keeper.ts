import { createInterface } from 'node:readline';
import { keepKafka } from './keep-kafka.ts';
import { keepPostgres } from './keep-postgres.ts';
import type { KeptResource } from './kept-resource.ts';

/**
 * The process that holds Postgres and Kafka for one Jest run. Reads the name of a resource per line, answers
 * `<name> <JSON>`, and stops everything at the end of its input.
 */
const starters: Readonly<Record<string, () => Promise<KeptResource>>> = { postgres: keepPostgres, kafka: keepKafka };
const kept: Promise<KeptResource>[] = [];

const lines = createInterface({ input: process.stdin });
lines.on('line', (name) => {
  const start = starters[name];
  if (!start) return;
  const resource = start();
  kept.push(resource);
  void resource.then(
    ({ answer }) => process.stdout.write(`${name} ${JSON.stringify(answer)}\n`),
    (error: unknown) => {
      process.stdout.write(
        `${name} ${JSON.stringify({ failed: error instanceof Error ? error.message : String(error) })}\n`,
      );
    },
  );
});
lines.on('close', () => {
  void stopAll().then(() => process.exit(0));
});
// Ctrl-C reaches the whole group; the end of our input, which follows, is what counts.
process.on('SIGINT', () => undefined);

async function stopAll(): Promise<void> {
  const started = await Promise.allSettled(kept);
  await Promise.allSettled(
    started.map((result) => (result.status === 'fulfilled' ? result.value.stop() : Promise.resolve())),
  );
}
