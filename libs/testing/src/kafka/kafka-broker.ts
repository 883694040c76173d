import { Settings } from '@ebbflow/config';
import { DefectError } from '@ebbflow/kernel';
import { sharedResource } from '../resources/shared-resource.ts';

/**
 * The real broker of this Jest run, started by the first file that asks; undefined, with the reason printed, where it
 * cannot run. With CI=true that is an error instead: there a suite must not go missing quietly.
 */
export async function kafkaBroker(): Promise<{ readonly brokers: string } | undefined> {
  const answer = await sharedResource<{ brokers?: string; unavailable?: string }>('kafka');
  if (answer.brokers !== undefined) return { brokers: answer.brokers };
  const reason = answer.unavailable ?? 'unknown reason';
  if (Settings.fromEnvironment().boolean('CI', { default: false })) {
    throw new DefectError('TESTING.NO_KAFKA', `Kafka is required in CI and cannot run: ${reason}.`);
  }
  process.stderr.write(`Kafka suites are skipped: ${reason}.\n`);
  return undefined;
}
