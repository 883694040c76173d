import { Settings } from '@ebbflow/config';
import type { EventDefinition } from '@ebbflow/contracts';
import { newUuid } from '@ebbflow/kernel';
import { describeWithKafka, templateDatabase, waitFor } from '@ebbflow/testing';
import { Kafka, logLevel, ConfigResourceTypes } from 'kafkajs';
import { KafkaConfig, KafkaTransport, TopicDeadLetters, type WireMessage } from '../../src/index.ts';
import { countedOn } from './counted.event.ts';
import type { TransportUnderTest } from './exchange.ts';
import { exchange } from './exchange-schema.ts';
import { messagingContract } from './messaging-contract.ts';
import { silentLogger } from './silent-logger.ts';

await describeWithKafka('the Kafka transport', (brokers) => {
  const postgres = templateDatabase([exchange]);

  const kafka: TransportUnderTest = {
    open: (event) => openTransport([event]),
    deadLetters: (transport) => new TopicDeadLetters(transport),
    seenDeadLetters: async (topic) =>
      (await readTopic(`${topic}.dead-letter`)).map(({ attributes }) => ({
        group: attributes.deadlettergroup ?? '',
        code: attributes.deadlettercode ?? '',
        reason: attributes.deadletterreason ?? '',
        attempts: Number(attributes.deadletterattempts),
      })),
  };
  messagingContract(postgres, kafka);

  it('creates topics that keep events as long as their definition says, and corrects those that do not', async () => {
    const event = countedOn(`test-${newUuid().replaceAll(/[-0-9]/g, '')}y`);
    const transport = openTransport([event]);
    await transport.publish([messageOn(event.topic)]);
    await expect(configOf(event.topic)).resolves.toMatchObject({ 'retention.ms': '3600000', 'segment.ms': '450000' });
    await withAdmin((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          { type: ConfigResourceTypes.TOPIC, name: event.topic, configEntries: [{ name: 'retention.ms', value: '1' }] },
        ],
      }),
    );
    const later = openTransport([event]);
    await later.publish([messageOn(event.topic)]);
    await waitFor(async () => (await configOf(event.topic))['retention.ms'] === '3600000');
    await Promise.all([transport.close(), later.close()]);
  });

  it('tells how long its topics keep events, and where one is past its time, its segment and the pace of the broker', async () => {
    const event = countedOn(`test-${newUuid().replaceAll(/[-0-9]/g, '')}h`);
    const transport = openTransport([event]);
    await transport.publish([messageOn(event.topic)]);
    const held = async (afterMs: number) =>
      (await transport.topicsHeld(Date.now() + afterMs)).find(({ topic }) => topic === event.topic);
    const kept = { settings: 'delete after PT1H', wanted: 'delete after PT1H' };
    expect(await held(3_600_000 + 450_000)).toEqual({ topic: event.topic, ...kept, overdueCount: 0 });
    expect(await held(3_600_000 + 450_000 + 660_000)).toEqual({ topic: event.topic, ...kept, overdueCount: 1 });
    await withAdmin((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: ConfigResourceTypes.TOPIC,
            name: event.topic,
            configEntries: [{ name: 'retention.ms', value: '-1' }],
          },
        ],
      }),
    );
    expect(await held(0)).toMatchObject({ settings: 'delete after for ever', wanted: 'delete after PT1H' });
    await transport.close();
  });

  it('sends a batch that is larger than a broker takes at once', async () => {
    const event = countedOn(`test-${newUuid().replaceAll(/[-0-9]/g, '')}z`);
    const transport = openTransport([event]);
    const padding = Buffer.alloc(300_000, 'x');
    await transport.publish(Array.from({ length: 10 }, () => ({ ...messageOn(event.topic), data: padding })));
    expect((await readTopic(event.topic)).length).toBe(10);
    await transport.close();
  });

  it('costs next to nothing while nothing happens', async () => {
    const event = countedOn(`test-${newUuid().replaceAll(/[-0-9]/g, '')}i`);
    const transport = openTransport([event]);
    await transport.publish([messageOn(event.topic)]);
    expect(await idleChecks(500)).toBeLessThan(20);
    await transport.close();
  });

  function openTransport(events: readonly EventDefinition[]): KafkaTransport {
    const settings = new Settings({ EBB_KAFKA_BROKERS: brokers, EBB_KAFKA_SESSION_TIMEOUT: '6s' });
    return new KafkaTransport(new KafkaConfig(settings), { clientId: 'test', logger: silentLogger, events });
  }

  /** Everything on the topic, as an onlooker that leaves no trace in a group of ours would see it; [] when there is no such topic. */
  async function readTopic(topic: string): Promise<WireMessage[]> {
    const expected = await withAdmin(async (admin) => {
      if (!(await admin.listTopics()).includes(topic)) return 0;
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    });
    if (expected === 0) return [];
    const transport = openTransport([]);
    const seen: WireMessage[] = [];
    await transport.subscribe(`onlooker.${newUuid()}`, [topic], (batch) => {
      seen.push(...batch);
      return Promise.resolve();
    });
    await waitFor(() => seen.length >= expected, { timeoutMs: 30_000 });
    await transport.close();
    return seen;
  }

  async function configOf(topic: string): Promise<Record<string, string>> {
    const { resources } = await withAdmin((admin) =>
      admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }] }),
    );
    return Object.fromEntries(
      resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]) ?? [],
    );
  }

  async function withAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const client = new Kafka({ clientId: 'test-admin', brokers: [brokers], logLevel: logLevel.NOTHING });
    const admin = client.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
});

/** How often kafkajs looks at its queue within the time. */
async function idleChecks(milliseconds: number): Promise<number> {
  const { createRequire } = await import('node:module');
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    prototype: { checkPendingRequests: () => void };
  };
  const original = prototype.checkPendingRequests;
  let count = 0;
  prototype.checkPendingRequests = function (this: object): void {
    count += 1;
    original.call(this);
  };
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  prototype.checkPendingRequests = original;
  return count;
}

function messageOn(topic: string): WireMessage {
  return { topic, key: 'k', attributes: { id: newUuid() }, data: Buffer.from('{}') };
}
