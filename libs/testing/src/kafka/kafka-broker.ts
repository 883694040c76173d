import { Settings } from '@ebbflow/config';
import { DefectError } from '@ebbflow/kernel';
import { sharedResource } from '../resources/shared-resource.ts';

interface KafkaAnswer {
  readonly brokers?: string;
  readonly unavailable?: string;
}

/**
 * The real broker of this Jest run, started by the first file that asks; undefined, with the reason printed, where it
 * cannot run. With CI=true that is an error instead: there a suite must not go missing quietly.
 */
export async function kafkaBroker(): Promise<{ readonly brokers: string } | undefined> {
  const { brokers } = await sharedResource<KafkaAnswer>('kafka');
  if (brokers !== undefined) return { brokers };
  const reason = await kafkaSkipReason();
  if (Settings.fromEnvironment().boolean('CI', { default: false })) {
    throw new DefectError('TESTING.NO_KAFKA', `Kafka is required in CI and cannot run: ${reason}.`);
  }
  process.stderr.write(`Kafka suites are skipped: ${reason}.\n`);
  return undefined;
}

/** Why there is no broker, as part of a sentence; '' when there is one. */
export async function kafkaSkipReason(): Promise<string> {
  const { unavailable } = await sharedResource<KafkaAnswer>('kafka');
  return unavailable ?? '';
}
