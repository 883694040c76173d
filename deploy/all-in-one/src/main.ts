import { Settings } from '@ebbflow/config';
import { ExpectedError } from '@ebbflow/kernel';
import { Progress } from './progress.ts';
import { startAllInOne } from './start-all-in-one.ts';

/** EX_CONFIG of sysexits.h: what stands in the way is for a person to mend, and starting again will not help. */
const EXIT_CONFIG = 78;

process.stderr.write('Starting Ebbflow\n');
const starting = startAllInOne(Settings.fromEnvironment(), new Progress());
let stopping: Promise<void> | undefined;

/**
 * Ctrl-C reaches us twice (from the terminal's group and from npm): the second is the same wish, not a harder one. One
 * that comes during the start waits until there is something whole to stop.
 */
function stop(): void {
  stopping ??= (async () => {
    process.stderr.write('\nStopping …\n');
    const running = await starting;
    await running.stop();
    process.stderr.write('Stopped. All data is kept.\n');
    process.exit(0);
  })().catch(fail);
}

function fail(error: unknown): never {
  if (error instanceof ExpectedError) {
    process.stderr.write(`\n${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
  process.stderr.write(
    `\nEbbflow could not start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}\n`,
  );
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
try {
  const running = await starting;
  if (stopping === undefined) process.stdout.write(running.banner);
} catch (error) {
  fail(error);
}
