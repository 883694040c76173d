import type { Statement } from '@ebbflow/persistence';

/** What was told; if the plan changed meanwhile it is still another one, and told again. $1 tenant, $2 plan */
export const noteToldPlan: Statement = {
  name: 'identity.note-told-plan',
  text: 'update identity.organisation_plan set told_plan = $2, tell_at = updated_at where tenant_id = $1',
};
