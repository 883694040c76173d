import { startEmbeddedPostgres } from '../../src/index.ts';

/** A process with an embedded server, for a test to kill: prints the URL and waits. */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${server.url}\n`);
setInterval(() => undefined, 60_000);
