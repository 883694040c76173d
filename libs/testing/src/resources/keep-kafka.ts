import { startKafkaBroker } from '../kafka/start-kafka-broker.ts';
import type { KeptResource } from './kept-resource.ts';

/** One broker for the whole run; test files keep apart by the names of their topics. */
export async function keepKafka(): Promise<KeptResource> {
  const broker = await startKafkaBroker();
  if ('unavailable' in broker) return { answer: broker, stop: () => Promise.resolve() };
  return { answer: { brokers: broker.brokers }, stop: () => broker.remove() };
}
