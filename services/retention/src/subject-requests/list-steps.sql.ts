import type { SubjectRequestStep } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';
import type { StepFacts } from './subject-request-step.entity.ts';

export interface StepRow {
  readonly request_id: string;
  readonly at: Date;
  readonly step: SubjectRequestStep;
  readonly by: string | null;
  readonly facts: StepFacts;
}

/** In the order in which they were made. $1 tenants, $2 requests */
export const listSteps: Statement = {
  name: 'retention.list-subject-request-steps',
  text: `select request_id, at, step, by, facts from retention.subject_request_step
    where (tenant_id, request_id) in (select * from unnest($1::text[], $2::text[])) order by id`,
};
