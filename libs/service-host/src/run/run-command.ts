import type { Settings } from '@ebbflow/config';
import { systemClock } from '@ebbflow/kernel';
import { NestLogger } from '@ebbflow/observability';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ServiceDefinition } from '../define-service.ts';
import { HostModule } from '../host.module.ts';
import { createTransport } from './create-transport.ts';
import { serviceLogger } from './service-logger.ts';

/** Something an operator does to a service from its own image, `main.js <verb> …`, beside the running replicas. @returns what to print */
export type ServiceCommand = (app: INestApplicationContext, argv: readonly string[]) => Promise<string>;

/** Runs a command in the service's own container of providers, without opening a port. */
export async function runCommand(
  definition: ServiceDefinition,
  command: ServiceCommand,
  argv: readonly string[],
  settings: Settings,
): Promise<void> {
  const logger = serviceLogger(definition.name, settings);
  const transport = createTransport(definition.name, settings);
  const host = HostModule.forService({ name: definition.name, settings, transport, clock: systemClock, logger });
  const app = await NestFactory.createApplicationContext(
    { module: definition.module, imports: [host] },
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes plain objects, as its documentation does
    { logger: new NestLogger(logger), abortOnError: false },
  );
  try {
    process.stdout.write(`${await command(app, argv)}\n`);
  } finally {
    await app.close();
    await transport.close();
  }
}
