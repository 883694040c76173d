import type { ServiceName } from '@ebbflow/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface RunningService {
  readonly name: ServiceName;
  /** Where it listens, `http://127.0.0.1:7101`, with the port it really got. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Readiness fails at once, consumers stop, requests in flight finish (up to EBB_DRAIN_TIMEOUT), pools close. Idempotent. */
  stop(): Promise<void>;
}
