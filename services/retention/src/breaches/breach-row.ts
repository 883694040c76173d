import type { Breach, BreachAudience } from '@ebbflow/contracts';
import type { BreachEntity } from './breach.entity.ts';

export type BreachFacts = Pick<BreachEntity, keyof BreachEntity>;

interface BreachNotificationRow {
  readonly to: BreachAudience;
  readonly at: string;
  readonly by: string;
  readonly reference: string;
  readonly lateReason: string | null;
}

/** A breach with who was told and what was done, as one row. */
export interface BreachRow extends BreachFacts {
  readonly notifications: readonly BreachNotificationRow[];
  readonly timeline: Breach['timeline'];
}

/** The columns of a breach and what belongs to it, without a second question. Counts come as numbers: jsonb of a bigint below 2^53 is exact. */
export const BREACH_COLUMNS = `
  b.id, b.revision, b.aware_at as "awareAt", b.title, b.description, b.occurred_from as "occurredFrom", b.occurred_to as "occurredTo",
  b.data_categories as "dataCategories", b.subject_categories as "subjectCategories",
  to_jsonb(b.approximate_subjects) as "approximateSubjects", to_jsonb(b.approximate_records) as "approximateRecords",
  b.organisation_ids as "organisationIds", b.consequences, b.measures, b.risk, b.risk_reason as "riskReason", b.conclusion,
  b.closed_at as "closedAt", b.created_at as "createdAt",
  (select coalesce(jsonb_agg(jsonb_build_object('to', n.audience, 'at', n.notified_at, 'by', n.notified_by, 'reference', n.reference,
     'lateReason', n.late_reason) order by n.id), '[]') from retention.breach_notification n where n.breach_id = b.id) as notifications,
  (select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'step', s.step, 'by', s.by, 'facts', s.facts) order by s.id), '[]')
     from retention.breach_step s where s.breach_id = b.id) as timeline`;
