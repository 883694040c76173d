import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { EVENT_STRATEGY, type EventStrategy } from '@ebbflow/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Gives the consumers of a service that has any their place in Nest's start and stop. */
export function connectConsumers(app: NestFastifyApplication, service: ServiceName): void {
  if (TOPOLOGY[service].consumes.length === 0) return;
  const strategy = app.get<EventStrategy>(EVENT_STRATEGY, { strict: false });
  // Not the application's guard and filter: they are for requests, and messaging decides what a failed batch means.
  app.connectMicroservice({ strategy }, { inheritAppConfig: false });
}
