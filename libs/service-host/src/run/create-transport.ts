import type { Settings } from '@ebbflow/config';
import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { InMemoryTransport, KafkaConfig, KafkaTransport, type Transport } from '@ebbflow/messaging';
import { serviceLogger } from './service-logger.ts';

/** Kafka for a service that publishes or consumes; one that does neither needs no broker to start. */
export function createTransport(name: ServiceName, settings: Settings): Transport {
  const { publishes, consumes } = TOPOLOGY[name];
  if (publishes.length === 0 && consumes.length === 0) return new InMemoryTransport();
  return new KafkaTransport(new KafkaConfig(settings), { clientId: name, logger: serviceLogger(name, settings) });
}
