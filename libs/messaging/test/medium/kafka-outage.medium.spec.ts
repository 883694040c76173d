import { Settings } from '@ebbflow/config';
import { newUuid } from '@ebbflow/kernel';
import { describeWithKafka, startKafkaBroker, waitFor, type KafkaBroker } from '@ebbflow/testing';
import { KafkaConfig, KafkaTransport, type WireMessage } from '../../src/index.ts';
import { countedOn } from './counted.event.ts';
import { silentLogger } from './silent-logger.ts';

const event = countedOn('test-outage');

await describeWithKafka('the Kafka transport when its broker goes away', () => {
  let broker: KafkaBroker;
  let transport: KafkaTransport;
  const seen = new Set<string>();

  beforeAll(async () => {
    const started = await startKafkaBroker();
    if ('unavailable' in started) throw new Error(started.unavailable);
    broker = started;
    const settings = new Settings({ EBB_KAFKA_BROKERS: broker.brokers, EBB_KAFKA_SESSION_TIMEOUT: '6s' });
    const options = { clientId: 'test', logger: silentLogger, events: [event] };
    transport = new KafkaTransport(new KafkaConfig(settings), options);
    await transport.subscribe('outage', [event.topic], (batch) => {
      for (const { attributes } of batch) seen.add(attributes.id ?? '');
      return Promise.resolve();
    });
  });

  afterAll(async () => {
    await transport.close();
    await broker.remove();
  });

  it('fails transiently meanwhile, and publishes and consumes again by itself, without a loss', async () => {
    const sent = messages(10);
    await transport.publish(sent);
    await broker.stop();
    const during = messages(10);
    await expect(transport.publish(during)).rejects.toMatchObject({ code: 'MESSAGING.BROKER_UNAVAILABLE' });
    await broker.start();
    await waitFor(() => transport.publish(during).then(() => true), { timeoutMs: 50_000 });
    const expected = [...sent, ...during].map(({ attributes }) => attributes.id);
    await waitFor(() => expected.every((id) => id !== undefined && seen.has(id)), { timeoutMs: 50_000 });
  }, 120_000);
});

function messages(count: number): WireMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    topic: event.topic,
    key: `key-${String(index)}`,
    attributes: { id: newUuid() },
    data: Buffer.from('{}'),
  }));
}
