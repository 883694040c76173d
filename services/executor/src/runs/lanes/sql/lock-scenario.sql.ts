import type { Statement } from '@ebbflow/persistence';

/** The scenario as it is, until the commit: a version that is published in this moment comes before or after. */
export const lockScenario: Statement = {
  name: 'lock-scenario-of-concurrency',
  text: `select id from executor.scenario where tenant_id = $1 and id = $2 for no key update`,
};
