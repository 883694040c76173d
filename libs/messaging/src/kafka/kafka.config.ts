import type { Settings } from '@ebbflow/config';
import { ConfigError } from '@ebbflow/config';
import type { Duration, Secret } from '@ebbflow/kernel';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\]):\d+$/;

/** How to reach the Kafka cluster, and what is asked of it. */
export class KafkaConfig {
  /** Comma-separated `host:port`, one is enough to find the others. */
  readonly brokers: readonly string[];
  /** `tls` checks the brokers' certificates; `plaintext` must be chosen in so many words, except on loopback. */
  readonly security: 'tls' | 'plaintext';
  /** SASL user (SCRAM-SHA-512), none when not set. */
  readonly username: string | undefined;
  readonly password: Secret | undefined;
  /** Whether missing topics are created, and their retention kept as the events define it. */
  readonly createTopics: boolean;
  /** Partitions of a topic created here: the most consumers of one group that can share it. 1 to 1000. */
  readonly partitions: number;
  /** Copies of each partition; 0 leaves it to the cluster. */
  readonly replicationFactor: number;
  /** A consumer that is silent for so long loses its partitions to others. */
  readonly sessionTimeout: Duration;

  constructor(settings: Settings) {
    this.brokers = settings.list('EBB_KAFKA_BROKERS');
    if (this.brokers.length === 0 || !this.brokers.every((broker) => /^\S+:\d+$/.test(broker))) {
      throw new ConfigError('EBB_KAFKA_BROKERS', 'must be a comma-separated list of host:port.');
    }
    this.security = settings.oneOf('EBB_KAFKA_SECURITY', ['tls', 'plaintext'], {
      default: this.brokers.every((broker) => LOOPBACK.test(broker)) ? 'plaintext' : 'tls',
    });
    this.username = settings.optionalString('EBB_KAFKA_USERNAME');
    this.password = this.username === undefined ? undefined : settings.secret('EBB_KAFKA_PASSWORD');
    this.createTopics = settings.boolean('EBB_KAFKA_CREATE_TOPICS', { default: true });
    this.partitions = settings.integer('EBB_KAFKA_PARTITIONS', { default: 6, min: 1, max: 1_000 });
    this.replicationFactor = settings.integer('EBB_KAFKA_REPLICATION_FACTOR', { default: 0, max: 10 });
    this.sessionTimeout = settings.duration('EBB_KAFKA_SESSION_TIMEOUT', { default: '30s', min: '6s' });
  }
}
