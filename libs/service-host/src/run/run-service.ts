import { ConfigError, Settings } from '@ebbflow/config';
import { startTelemetry, TelemetryConfig } from '@ebbflow/observability';
import type { ServiceDefinition } from '../define-service.ts';
import { createTransport } from './create-transport.ts';
import { runCommand } from './run-command.ts';
import { runMigrations } from './run-migrations.ts';
import { serviceLogger } from './service-logger.ts';
import { writeNewServiceKey } from './write-new-service-key.ts';
import { startService } from './start-service.ts';

/** EX_CONFIG of sysexits.h: a setting is wrong, and starting again will not help. */
const EXIT_CONFIG = 78;
const EXIT_USAGE = 2;

/**
 * The main of a service that has a process to itself. `main.js` serves until SIGTERM or SIGINT and exits 0 when drained;
 * `main.js migrate` brings the service's schema up to date and exits, `main.js new-service-key FILE` makes its next key; other verbs are the service's own commands. 78: a bad setting, with one sentence on stderr.
 */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const [verb, ...rest] = process.argv.slice(2);
  try {
    const settings = Settings.fromEnvironment();
    if (verb === undefined) await serve(definition, settings);
    else if (verb === 'migrate' && rest.length === 0) await runMigrations(definition, settings);
    else if (verb === 'new-service-key' && rest.length === 1) writeNewServiceKey(definition.name, rest[0] ?? '');
    else if (definition.commands?.[verb] !== undefined)
      await runCommand(definition, definition.commands[verb], rest, settings);
    else {
      const verbs = ['migrate', 'new-service-key FILE', ...Object.keys(definition.commands ?? {})];
      process.stderr.write(`usage: main.js [${verbs.join(' | ')}]\n`);
      process.exitCode = EXIT_USAGE;
    }
  } catch (thrown) {
    // Nothing of a request was in this process yet, so the operator may read what a driver or the framework says.
    if (thrown instanceof Error) process.stderr.write(`${thrown.message}\n`);
    fail(definition, thrown);
  }
}

async function serve(definition: ServiceDefinition, settings: Settings): Promise<void> {
  const telemetry = await startTelemetry(new TelemetryConfig(settings), definition.name);
  const transport = createTransport(definition.name, settings);
  const service = await startService(definition, { settings, transport });
  const stop = async (): Promise<void> => {
    try {
      await service.stop();
      await transport.close();
      await telemetry.stop();
      process.exit(0);
    } catch (thrown) {
      fail(definition, thrown);
    }
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // After an error nobody caught, memory can't be trusted; the orchestrator starts a fresh process and the journal does the rest.
  process.on('uncaughtException', (thrown) => {
    fail(definition, thrown);
  });
}

function fail(definition: ServiceDefinition, thrown: unknown): never {
  if (thrown instanceof ConfigError) process.exit(EXIT_CONFIG);
  serviceLogger(definition.name, Settings.fromEnvironment()).error('The service cannot go on.', {}, thrown);
  process.exit(1);
}
