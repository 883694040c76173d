import { Settings } from '@ebbflow/config';
import { ExpectedError } from '@ebbflow/kernel';
import { Progress } from './progress.ts';
import { startAllInOne, type AllInOne } from './start-all-in-one.ts';

/** EX_CONFIG of sysexits.h: what stands in the way is for a person to mend, and starting again will not help. */
const EXIT_CONFIG = 78;

let running: AllInOne | undefined;
let stopping: Promise<void> | undefined;

/** Ctrl-C reaches us twice (from the terminal's group and from npm): the second is the same wish, not a harder one. */
function stop(): void {
  stopping ??= (async () => {
    process.stderr.write('\nStopping …\n');
    await running?.stop();
    process.stderr.write('Stopped. All data is kept.\n');
    process.exit(0);
  })().catch((error: unknown) => {
    fail(error);
  });
}

function fail(error: unknown): never {
  if (error instanceof ExpectedError) {
    process.stderr.write(`\n${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
  process.stderr.write(`\nEbbflow could not start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}\n`);
  process.exit(1);
}

process.stderr.write('Starting Ebbflow\n');
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
try {
  running = await startAllInOne(Settings.fromEnvironment(), new Progress());
  // A signal during the start was noted above; what has been started since must be stopped too.
  if (stopping === undefined) process.stdout.write(running.banner);
  else await running.stop();
} catch (error) {
  fail(error);
}
