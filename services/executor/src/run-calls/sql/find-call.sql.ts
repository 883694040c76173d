import type { Statement } from '@ebbflow/persistence';

export const findCall: Statement = {
  name: 'find-call',
  text: `select run_id, body_digest, key_version from executor.run_call where tenant_id = $1 and key_digest = $2`,
};
