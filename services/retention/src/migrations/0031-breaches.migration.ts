import { roleNames } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register of Article 33(5). It belongs to the installation and to no organisation, hence the worker. Nobody may delete an entry or
 * change a line of its timeline.
 */
const BREACHES = `
  create table retention.breach (
    id text collate "C" primary key,
    revision integer not null default 1,
    aware_at timestamptz not null,
    title text not null,
    description text not null,
    occurred_from timestamptz,
    occurred_to timestamptz,
    data_categories text[] not null,
    subject_categories text[] not null,
    approximate_subjects bigint,
    approximate_records bigint,
    organisation_ids text[] not null,
    consequences text not null,
    measures text not null,
    risk text not null default 'unknown' check (risk in ('unknown', 'none', 'risk', 'high')),
    risk_reason text,
    conclusion text,
    closed_at timestamptz,
    created_at timestamptz not null
  );
  create index breach_open on retention.breach (aware_at) where closed_at is null;
  create table retention.breach_notification (
    id bigint generated always as identity primary key,
    breach_id text collate "C" not null references retention.breach (id),
    audience text not null check (audience in ('authority', 'organisations', 'persons')),
    notified_at timestamptz not null,
    notified_by text not null,
    reference text not null,
    late_reason text
  );
  create index breach_notification_breach on retention.breach_notification (breach_id);
  create table retention.breach_step (
    id bigint generated always as identity primary key,
    breach_id text collate "C" not null references retention.breach (id),
    at timestamptz not null,
    step text not null,
    by text not null,
    facts jsonb not null
  );
  create index breach_step_breach on retention.breach_step (breach_id, id);
  -- A reminder is given once, whatever the number of replicas.
  create unique index breach_step_reminder on retention.breach_step (breach_id, (facts ->> 'hours')) where step = 'reminded';
`;

export class Breaches1767225600031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames('retention');
    await queryRunner.query(BREACHES);
    await queryRunner.query(`
      grant select, insert, update on retention.breach to ${worker};
      grant select, insert on retention.breach_notification, retention.breach_step to ${worker};
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
