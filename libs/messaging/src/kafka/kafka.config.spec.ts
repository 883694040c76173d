import { Settings } from '@ebbflow/config';
import { KafkaConfig } from './kafka.config.ts';

function configOf(environment: Record<string, string>): KafkaConfig {
  return new KafkaConfig(new Settings(environment));
}

describe('KafkaConfig', () => {
  it('wants TLS unless every broker is on loopback or plaintext is asked for', () => {
    expect(configOf({ EBB_KAFKA_BROKERS: '127.0.0.1:9092, localhost:9093' }).security).toBe('plaintext');
    expect(configOf({ EBB_KAFKA_BROKERS: '127.0.0.1:9092,kafka.internal:9092' }).security).toBe('tls');
    expect(configOf({ EBB_KAFKA_BROKERS: 'kafka:9092', EBB_KAFKA_SECURITY: 'plaintext' }).security).toBe('plaintext');
  });

  it.each(['', 'kafka', 'kafka:9092,other'])('refuses %p as brokers', (brokers) => {
    expect(() => configOf({ EBB_KAFKA_BROKERS: brokers })).toThrow(/EBB_KAFKA_BROKERS/);
  });

  it('needs a password for a user', () => {
    expect(() => configOf({ EBB_KAFKA_BROKERS: 'kafka:9092', EBB_KAFKA_USERNAME: 'ebbflow' })).toThrow(
      /EBB_KAFKA_PASSWORD/,
    );
  });
});
