import type { Statement } from '@ebbflow/persistence';

/** Inserts one, or writes what changed over it. One value for each column, in their order here. */
export const writeBreach: Statement = {
  name: 'retention.write-breach',
  text: `
    insert into retention.breach (id, revision, aware_at, title, description, occurred_from, occurred_to, data_categories, subject_categories,
      approximate_subjects, approximate_records, organisation_ids, consequences, measures, risk, risk_reason, conclusion, closed_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
    on conflict (id) do update set revision = excluded.revision, title = excluded.title, description = excluded.description,
      occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to, data_categories = excluded.data_categories,
      subject_categories = excluded.subject_categories, approximate_subjects = excluded.approximate_subjects,
      approximate_records = excluded.approximate_records, organisation_ids = excluded.organisation_ids,
      consequences = excluded.consequences, measures = excluded.measures, risk = excluded.risk, risk_reason = excluded.risk_reason,
      conclusion = excluded.conclusion, closed_at = excluded.closed_at`,
};
