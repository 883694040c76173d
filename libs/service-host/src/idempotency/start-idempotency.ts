import type { Logger } from '@ebbflow/observability';
import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServiceTokens } from '../tokens/service-tokens.ts';
import { AnswerSeal } from './answer-seal.ts';
import { addIdempotencyHooks } from './idempotency-hooks.ts';
import { IdempotencyKeysRepository } from './idempotency-keys.repository.ts';
import { IdempotencySweepJob } from './idempotency-sweep.job.ts';

/** To be called before the service's routes are made. @param kept how long an answer stands for its request */
export async function startIdempotency(app: NestFastifyApplication, kept: Duration, logger: Logger): Promise<void> {
  // Loaded only by services with a database, so that the others need not load TypeORM.
  const { Database } = await import('@ebbflow/persistence');
  const { serviceKeys } = app.get(ServiceTokens);
  const shared = { database: app.get(Database, { strict: false }), clock: app.get<Clock>(CLOCK), kept };
  const keys = new IdempotencyKeysRepository({ ...shared, seal: new AnswerSeal(() => serviceKeys.privateKey) });
  const server = app.getHttpAdapter().getInstance();
  addIdempotencyHooks(server, keys, logger);
  const sweep = new IdempotencySweepJob({ ...shared, logger });
  // The database closes after the server.
  server.addHook('onClose', () => sweep.stop());
}
