import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { Duration } from '@ebbflow/kernel';
import type { TopicHeld } from '../transport.ts';
import type { KafkaConfig } from './kafka.config.ts';
import type { TopicDefinition } from './topic-definitions.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** How long a broker may take to drop a segment that is due: it looks every five minutes, and deletes a minute later. */
const BROKER_PACE_MS = 10 * MINUTE_MS;

/** Creates the topics that are used here, and keeps their retention as the events define it. Each is looked at once per process. */
export class KafkaTopics {
  readonly #kafka: Kafka;
  readonly #config: KafkaConfig;
  readonly #definitions: ReadonlyMap<string, TopicDefinition>;
  readonly #ensured = new Map<string, Promise<void>>();

  constructor(kafka: Kafka, config: KafkaConfig, definitions: ReadonlyMap<string, TopicDefinition>) {
    this.#kafka = kafka;
    this.#config = config;
    this.#definitions = definitions;
  }

  async ensure(topics: Iterable<string>): Promise<void> {
    if (!this.#config.createTopics) return;
    const missing = [...new Set(topics)].filter((topic) => !this.#ensured.has(topic));
    if (missing.length > 0) {
      const work = this.#create(missing);
      for (const topic of missing) this.#ensured.set(topic, work);
      // What failed is looked at again.
      work.catch(() => {
        for (const topic of missing) this.#ensured.delete(topic);
      });
    }
    for (const topic of topics) await this.#ensured.get(topic);
  }

  /** Looks at every topic that is there, at its settings and at its oldest events; changes nothing. */
  async held(nowMs: number): Promise<TopicHeld[]> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      const existing = (await admin.listTopics()).filter((topic) => this.#definitions.has(topic)).sort();
      const looked: TopicHeld[] = [];
      for (const topic of existing) looked.push(await this.#look(admin, topic, nowMs));
      return looked;
    } finally {
      await admin.disconnect();
    }
  }

  async #look(admin: Admin, topic: string, nowMs: number): Promise<TopicHeld> {
    const retention = this.#definitions.get(topic)?.retention ?? Duration.ofMilliseconds(0);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy', 'retention.ms'] },
      ],
    });
    const actual = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
    const kept = Number(actual.get('retention.ms'));
    const oldestAllowed = nowMs - retention.milliseconds - segmentMs(retention) - BROKER_PACE_MS;
    const begin = await admin.fetchTopicOffsets(topic);
    const allowed = await admin.fetchTopicOffsetsByTimestamp(topic, oldestAllowed);
    const overdue = begin.filter(({ partition, low }) => {
      const first = allowed.find((one) => one.partition === partition)?.offset ?? low;
      return BigInt(low) < BigInt(first);
    });
    return {
      topic,
      settings: `${actual.get('cleanup.policy') ?? 'keep'} after ${kept < 0 ? 'for ever' : Duration.ofMilliseconds(kept).toString()}`,
      wanted: `delete after ${retention.toString()}`,
      overdueCount: overdue.length,
    };
  }

  async #create(names: readonly string[]): Promise<void> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      const existing = new Set(await admin.listTopics());
      const absent = names.filter((name) => !existing.has(name));
      if (absent.length > 0) {
        await admin.createTopics({
          waitForLeaders: true,
          topics: absent.map((topic) => ({
            topic,
            numPartitions: this.#config.partitions,
            replicationFactor: this.#config.replicationFactor || -1,
            configEntries: this.#entries(topic),
          })),
        });
      }
      for (const name of names) if (existing.has(name)) await this.#align(admin, name);
    } finally {
      await admin.disconnect();
    }
  }

  /** A retention that was changed in the contracts reaches the topics that exist. */
  async #align(admin: Admin, topic: string): Promise<void> {
    const configNames = this.#entries(topic).map(({ name }) => name);
    if (configNames.length === 0) return;
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames }],
    });
    const actual = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
    if (this.#entries(topic).every(({ name, value }) => actual.get(name) === value)) return;
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries: this.#entries(topic) }],
    });
  }

  #entries(topic: string): { name: string; value: string }[] {
    const retention = this.#definitions.get(topic)?.retention;
    if (!retention) return [];
    return [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: String(retention.milliseconds) },
      { name: 'segment.ms', value: String(segmentMs(retention)) },
    ];
  }
}

/**
 * Kafka drops whole segments, and the one being written never: a message lives for retention plus one segment. An eighth
 * of the retention keeps that excess small; below a minute the broker has more files than messages.
 */
function segmentMs(retention: Duration): number {
  return Math.min(6 * HOUR_MS, Math.max(MINUTE_MS, Math.floor(retention.milliseconds / 8)));
}
