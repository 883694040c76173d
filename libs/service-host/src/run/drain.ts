import type { Duration } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthChecks } from '../health/health-checks.ts';

/**
 * Running → draining (readiness 503, no new connections, consumers stop taking batches) → closed (pools closed, after the
 * last request). If requests in flight outlast the timeout their connections are cut: the rest must still close cleanly.
 */
export function drain(app: NestFastifyApplication, timeout: Duration, logger: Logger): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stop(app, timeout, logger);
    return stopping;
  };
}

async function stop(app: NestFastifyApplication, timeout: Duration, logger: Logger): Promise<void> {
  app.get(HealthChecks).drain();
  const server = app.getHttpAdapter().getInstance().server;
  const cut = setTimeout(() => {
    logger.warn('Requests in flight outlasted the drain timeout and are cut.', { timeoutMs: timeout.milliseconds });
    server.closeAllConnections();
  }, timeout.milliseconds);
  try {
    await app.close();
    logger.info('The service has stopped.');
  } finally {
    clearTimeout(cut);
  }
}
