import type { Settings } from '@ebbflow/config';
import type { ServiceName } from '@ebbflow/contracts';
import type { MigrationClass } from '@ebbflow/persistence';
import type { Type } from '@nestjs/common';
import type { ServiceCommand } from './run/run-command.ts';

/** What a service wants of the HTTP server that is not the house's default. */
export interface HttpOptions {
  /** Largest body of a route in bytes; default EBB_HTTP_BODY_LIMIT. */
  readonly bodyLimitBytes?: number;
  /** Largest body of a route marked @RawBody() or @StreamBody(); default as above. */
  readonly rawBodyLimitBytes?: number;
  /** Headers on every answer, errors and unknown addresses included; a handler may replace one. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ServiceDefinition {
  readonly name: ServiceName;
  /** The service's root module. */
  readonly module: Type;
  /** Numbered and forward-only, oldest first; empty for a service without a database. */
  readonly migrations: readonly MigrationClass[];
  readonly http?: (settings: Settings) => HttpOptions;
  /** Verbs of `main.js` besides `migrate`. */
  readonly commands?: Readonly<Record<string, ServiceCommand>>;
}

/** The one export of a service: what it is, without starting it. Started by `runService` alone or by the all-in-one among others. */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}
