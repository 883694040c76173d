import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CustomTransportStrategy, Server } from '@nestjs/microservices';

/** Under this token libs/messaging provides the strategy that binds consumers to the transport; a service without consumers has none. */
const EVENT_STRATEGY = Symbol.for('ebbflow.event-strategy');

export function connectConsumers(app: NestFastifyApplication): void {
  const strategy = find(app);
  if (strategy !== undefined) app.connectMicroservice({ strategy }, { inheritAppConfig: false });
}

function find(app: NestFastifyApplication): (Server & CustomTransportStrategy) | undefined {
  try {
    return app.get<Server & CustomTransportStrategy>(EVENT_STRATEGY, { strict: false });
  } catch {
    return undefined;
  }
}
