import kafkajs, { type Kafka } from 'kafkajs';
import type { Logger } from '@ebbflow/observability';
import { patchIdleTimer } from './idle-timer-patch.ts';
import type { KafkaConfig } from './kafka.config.ts';

/** One client per process. Its own log goes nowhere but for errors, and of those only where they came from: their text may quote keys. */
export function createKafkaClient(config: KafkaConfig, clientId: string, logger: Logger): Kafka {
  patchIdleTimer();
  // kafkajs is CommonJS, and Node finds only some of its names: the rest exist on the default export alone.
  return new kafkajs.Kafka({
    clientId: `ebbflow-${clientId}`,
    brokers: [...config.brokers],
    ssl: config.security === 'tls',
    ...(config.username === undefined || config.password === undefined
      ? {}
      : { sasl: { mechanism: 'scram-sha-512', username: config.username, password: config.password.reveal() } }),
    connectionTimeout: 3_000,
    authenticationTimeout: 10_000,
    requestTimeout: 30_000,
    // Off by default in kafkajs: a broker that stops answering would hang a request for ever.
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
    logLevel: kafkajs.logLevel.ERROR,
    logCreator: () => (entry) => {
      logger.debug('The Kafka client reported an error.', { part: entry.namespace });
    },
  });
}
