import { kafkaBroker, kafkaSkipReason } from './kafka-broker.ts';

/**
 * A describe block over the broker of this Jest run; await it at the top of the file. Where Kafka cannot run its tests
 * are skipped under a name that says why; with CI=true the file fails instead.
 */
export async function describeWithKafka(name: string, body: (brokers: string) => void): Promise<void> {
  const broker = await kafkaBroker();
  if (broker) {
    describe(name, () => {
      body(broker.brokers);
    });
    return;
  }
  describe.skip(`${name} (skipped: ${await kafkaSkipReason()})`, () => {
    body('');
  });
}
