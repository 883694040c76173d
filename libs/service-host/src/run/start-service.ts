import 'reflect-metadata';
import type { Settings } from '@ebbflow/config';
import { TOPOLOGY } from '@ebbflow/contracts';
import { systemClock, type Clock } from '@ebbflow/kernel';
import type { Transport } from '@ebbflow/messaging';
import type { BlobStore } from '@ebbflow/persistence';
import { NestLogger, startTelemetry, TelemetryConfig, type Logger } from '@ebbflow/observability';
import type { DynamicModule } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessCheck } from '../access/access-check.ts';
import { listRoutes } from '../access/list-routes.ts';
import type { NamedObjects } from '../access/object-teams.ts';
import type { ServiceDefinition } from '../define-service.ts';
import { ServiceEvidence } from '../evidence/service-evidence.ts';
import { Admission } from '../health/admission.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { HostConfig } from '../host.config.ts';
import { HostModule } from '../host.module.ts';
import { createAdapter } from '../http/create-adapter.ts';
import { RefusalLog } from '../http/refusal-log.ts';
import { addRequestHooks } from '../http/request-hooks.ts';
import { startIdempotency } from '../idempotency/start-idempotency.ts';
import { ServiceTokens } from '../tokens/service-tokens.ts';
import { connectConsumers } from './connect-consumers.ts';
import { drain } from './drain.ts';
import { listen } from './listen.ts';
import type { RunningService } from './running-service.ts';
import { serviceLogger } from './service-logger.ts';

export interface StartOptions {
  readonly settings: Settings;
  /** What this service publishes to and consumes from; the caller owns and closes it. */
  readonly transport: Transport;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Address to listen on; default EBB_SERVICE_HOST. */
  readonly host?: string;
}

/**
 * Starts one service in this process, as its own Nest application on its own port: what `runService` does alone, and the
 * all-in-one and tests do several times. Everything that may be wrong with settings is found before the port opens.
 * @throws ConfigError for a bad setting, or a taken port.
 */
export async function startService(definition: ServiceDefinition, options: StartOptions): Promise<RunningService> {
  const { settings } = options;
  const config = new HostConfig(settings, definition.name);
  const logger = serviceLogger(definition.name, settings);
  await startTelemetry(new TelemetryConfig(settings), definition.name);

  const http = definition.http?.(settings) ?? {};
  const app = await createApp(definition, options, createAdapter(config, http), logger);
  try {
    const server = app.getHttpAdapter().getInstance();
    const refusals = new RefusalLog(logger);
    server.addHook('onClose', () => {
      refusals.close();
    });
    addRequestHooks(server, {
      refusals,
      service: definition.name,
      access: new AccessCheck(app.get(ServiceTokens), namedObjectsOf(app, definition)),
      http,
      checkAnswers: config.checkAnswers,
      takesKeys: definition.idempotency !== undefined,
      admission: app.get(Admission),
    });
    if (definition.idempotency !== undefined) await startIdempotency(app, definition.idempotency(), logger);
    if (TOPOLOGY[definition.name].schema !== undefined) await addDatabaseCheck(app);
    connectConsumers(app, definition.name);
    await app.init();
    warnOfOpenRoutes(app, logger);
    await app.startAllMicroservices();
    const url = await listen(app, config, options.host);
    logger.info('The service is listening.', { port: Number(new URL(url).port) });
    return { name: definition.name, url, app, stop: drain(app, config.drainTimeout, logger) };
  } catch (thrown) {
    await app.close().catch(() => undefined);
    throw thrown;
  }
}

function createApp(
  definition: ServiceDefinition,
  { settings, transport, clock }: StartOptions,
  adapter: FastifyAdapter,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const host = HostModule.forService({
    name: definition.name,
    settings,
    transport,
    clock: clock ?? systemClock,
    logger,
  });
  const root: DynamicModule = { module: definition.module, imports: [host] };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes plain objects, as its documentation does
  return NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
}

function namedObjectsOf(app: NestFastifyApplication, { objectTeams }: ServiceDefinition): NamedObjects {
  return objectTeams === undefined ? {} : app.get(objectTeams, { strict: false }).named;
}

/** Loaded only by services with a database, so that the others need not load TypeORM. */
async function addDatabaseCheck(app: NestFastifyApplication): Promise<void> {
  const { BLOB_STORE, Database } = await import('@ebbflow/persistence');
  const database = app.get(Database, { strict: false });
  app.get(HealthChecks).add({ name: 'database', check: () => database.ping() });
  app.get(ServiceEvidence).readFrom(database, optional<BlobStore>(app, BLOB_STORE));
}

/** What only some services have. Looked for first: Nest reports what it was asked for in vain as an error. */
function optional<Part>(app: NestFastifyApplication, token: symbol): Part | undefined {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  return modules.some(({ providers }) => providers.has(token)) ? app.get<Part>(token, { strict: false }) : undefined;
}

/** Such a route answers 403 to everybody; the tests of each service fail on it, this line finds what was added since. */
function warnOfOpenRoutes(app: NestFastifyApplication, logger: Logger): void {
  for (const route of listRoutes(app)) {
    if (route.policy === undefined)
      logger.error('A route has no policy and is denied to everybody.', { method: route.method, route: route.path });
  }
}
