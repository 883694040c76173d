import { hookReceived } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Arrivals } from '../arrivals.ts';
import { Deployment } from '../deployment.ts';
import { Senders } from '../senders.ts';
import { atMost, exactly, type Trial } from '../trial.ts';

/** `--messages 40`: how many, spread over all partitions; half are no JSON, half are an event that does not match its schema. */
export const poison: Trial = {
  name: 'poison',
  promise:
    'a message that nobody can read goes to the dead-letter topic with its reason, and the partition moves on within 10 s',
  async run({ number, progress }) {
    const count = number('messages', 40);
    await using deployment = await Deployment.start();
    const { broker, sink } = deployment;
    const { hook } = await deployment.activeScenario();
    const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
    const reasons: string[] = [];
    const consumer = kafka.consumer({ groupId: 'faults' });
    const producer = kafka.producer();
    const admin = kafka.admin();
    try {
      await Promise.all([consumer.connect(), producer.connect(), admin.connect()]);
      await producer.send({
        topic: hookReceived.topic,
        messages: Array.from({ length: count }, (_, index) => ({
          key: `poison-${String(index)}`,
          headers: headersOf(index),
          value: index % 2 === 0 ? 'no JSON' : JSON.stringify({ tenantId: 1 }),
        })),
      });
      const sentAtMs = performance.now();
      progress(`${String(count)} messages that nobody can read`);
      const senders = new Senders(hook, { count: 1, prefix: 'p', restMs: 50 });
      await waitFor(() => senders.accepted.size >= 20, { what: 'orders behind them', timeoutMs: 60_000 });
      await senders.stop();
      const arrivals = new Arrivals(sink);
      const pending = new Set(senders.accepted);
      await waitFor(() => arrivals.missing(pending) === 0, {
        what: 'the orders behind them to arrive',
        timeoutMs: 120_000,
      }).catch(() => undefined);
      const movedOnMs = performance.now() - sentAtMs;
      // The topic is made for the first dead letter.
      const topic = `${hookReceived.topic}.dead-letter`;
      await waitFor(async () => (await admin.listTopics()).includes(topic), {
        what: 'the dead-letter topic',
        timeoutMs: 30_000,
      });
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        eachMessage: ({ message }) => {
          const { headers = {} } = message;
          const reason = Object.entries(headers).find(([name]) => name.endsWith('deadletterreason'))?.[1];
          reasons.push(String(reason ?? ''));
          return Promise.resolve();
        },
      });
      await waitFor(() => reasons.length >= count, { what: 'the dead letters', timeoutMs: 60_000 }).catch(
        () => undefined,
      );
      return [
        exactly('dead letters', reasons.length, count),
        exactly('of them without a reason', reasons.filter((reason) => reason === '').length, 0),
        exactly('orders behind them that are missing', arrivals.lost(senders.accepted), 0),
        atMost('seconds until the orders behind them were done', movedOnMs / 1_000, 10, ' s'),
      ];
    } finally {
      await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
    }
  },
};

/** As CloudEvents has them over Kafka, so that it is the content that nobody can read. */
function headersOf(index: number): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: `0193f5a0-c0de-7000-8000-${String(index).padStart(12, '0')}`,
    ce_type: hookReceived.type,
    ce_source: 'ebbflow/gateway',
    ce_time: new Date().toISOString(),
    ce_tenant: 'org_0193f5a0c0de7000800000000000a001',
  };
}
