import type { Settings } from '@ebbflow/config';
import type { ServiceName } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';
import type { MigrationClass } from '@ebbflow/persistence';
import type { Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ObjectTeams } from './access/object-teams.ts';
import type { ServiceCommand } from './run/run-command.ts';

/** What a service wants of the HTTP server that is not the house's default. */
export interface HttpOptions {
  /** Largest body of a route in bytes; default EBB_HTTP_BODY_LIMIT. */
  readonly bodyLimitBytes?: number;
  /** Largest body of a route marked @RawBody() or @StreamBody(); default as above. */
  readonly rawBodyLimitBytes?: number;
  /** Headers on every answer, errors, unknown addresses and (without a request) what was no HTTP included; a handler may replace one. */
  readonly headers?: (request?: FastifyRequest) => Readonly<Record<string, string>>;
  /** The service's own look at a request before access is decided and its body read. @returns true when it has answered; or throws. */
  readonly firstLook?: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;
}

export interface ServiceDefinition {
  readonly name: ServiceName;
  /** The service's root module. */
  readonly module: Type;
  /** Numbered and forward-only, oldest first; empty for a service without a database. */
  readonly migrations: readonly MigrationClass[];
  readonly http?: (settings: Settings) => HttpOptions;
  /** The provider that says in which team the things are that paths name; for a service that has such. */
  readonly objectTeams?: Type<ObjectTeams>;
  /**
   * Changing calls of principals take `Idempotency-Key`, and how long an answer stands for its request: the policy's
   * `retentionPolicy().record('idempotency-keys').ttl`. Needs `idempotencyTable` in a migration.
   */
  readonly idempotency?: () => Duration;
  /** Verbs of `main.js` besides `migrate`. */
  readonly commands?: Readonly<Record<string, ServiceCommand>>;
}

/** The one export of a service: what it is, without starting it. Started by `runService` alone or by the all-in-one among others. */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}
