import type { Settings } from '@ebbflow/config';
import type { ServiceName } from '@ebbflow/contracts';
import { createLogger, logDestination, LogConfig, type Logger } from '@ebbflow/observability';

export function serviceLogger(service: ServiceName, settings: Settings): Logger {
  const config = new LogConfig(settings);
  return createLogger({ service, level: config.level, destination: logDestination(config) });
}
