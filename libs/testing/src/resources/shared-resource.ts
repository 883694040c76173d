import { Settings } from '@ebbflow/config';
import { DefectError } from '@ebbflow/kernel';

/** What the keeper of this Jest run answers for a resource; starts it when this is the first question. */
export async function sharedResource<Answer extends object>(name: 'postgres' | 'kafka'): Promise<Answer> {
  const url = Settings.fromEnvironment().optionalString('EBB_TEST_RESOURCES_URL');
  if (url === undefined) {
    throw new DefectError(
      'TESTING.NO_RESOURCES',
      'Shared test resources need the globalSetup of libs/testing in the Jest configuration.',
    );
  }
  const response = await fetch(`${url}/${name}`, { headers: { connection: 'close' } });
  const answer = (await response.json()) as Answer & { failed?: string };
  if (answer.failed !== undefined)
    throw new DefectError('TESTING.RESOURCE_FAILED', `${name} did not start: ${answer.failed}`);
  return answer;
}
