import type { Breach, BreachAudience } from '@ebbflow/contracts';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { BreachFacts, BreachRow } from './breach-row.ts';
import { findBreach } from './find-breach.sql.ts';
import { insertBreachNotification } from './insert-breach-notification.sql.ts';
import { insertBreachStep } from './insert-breach-step.sql.ts';
import { listBreaches } from './list-breaches.sql.ts';
import { listOpenBreaches } from './list-open-breaches.sql.ts';
import { lockBreach } from './lock-breach.sql.ts';
import { writeBreach } from './write-breach.sql.ts';

export interface BreachStep {
  readonly at: Date;
  readonly step: Breach['timeline'][number]['step'];
  readonly by: string;
  readonly facts: Breach['timeline'][number]['facts'];
}

export interface BreachChange {
  readonly set?: Partial<BreachFacts>;
  readonly notification?: {
    readonly to: BreachAudience;
    readonly at: Date;
    readonly by: string;
    readonly reference: string;
    readonly lateReason: string | null;
  };
  readonly step: BreachStep;
}

/* The register is the installation's and of no organisation. */
@Injectable()
export class BreachesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  async insert(breach: BreachFacts, steps: readonly BreachStep[]): Promise<BreachRow> {
    return this.database.asWorker(async (sql) => {
      await write(sql, breach);
      for (const step of steps) await addStep(sql, breach.id, step);
      return get(sql, breach.id);
    });
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  find(id: string): Promise<BreachRow | undefined> {
    return this.database.asWorker(async (sql) => (await sql.query<BreachRow>(findBreach, [id]))[0]);
  }

  /** Under the row's lock. `change` may throw, and then nothing changes. Undefined: there is none. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  change(id: string, change: (breach: BreachRow) => BreachChange): Promise<BreachRow | undefined> {
    return this.database.asWorker(async (sql) => {
      if ((await sql.query(lockBreach, [id])).length === 0) return undefined;
      const found = await get(sql, id);
      const { set = {}, notification, step } = change(found);
      await write(sql, { ...found, ...set, revision: found.revision + 1 });
      if (notification !== undefined) {
        const { to, at, by, reference, lateReason } = notification;
        await sql.query(insertBreachNotification, [id, to, at, by, reference, lateReason]);
      }
      await addStep(sql, id, step);
      return get(sql, id);
    });
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  list(state: Breach['state'] | undefined, page: { before: string; most: number }): Promise<BreachRow[]> {
    return this.database.asWorker((sql) => sql.query<BreachRow>(listBreaches, [state ?? null, page.before, page.most]));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  listOpen(): Promise<BreachRow[]> {
    return this.database.asWorker((sql) => sql.query<BreachRow>(listOpenBreaches));
  }

  /** False when another replica was first. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- a breach belongs to the installation
  remind(id: string, at: Date, hours: number): Promise<boolean> {
    const step = { at, step: 'reminded', by: 'system', facts: { hours } } as const;
    return this.database.asWorker((sql) => addStep(sql, id, step));
  }
}

async function get(sql: SqlClient, id: string): Promise<BreachRow> {
  const [row] = await sql.query<BreachRow>(findBreach, [id]);
  if (row === undefined) throw new Error('The breach that was just written is not there.');
  return row;
}

async function addStep(sql: SqlClient, id: string, { at, step, by, facts }: BreachStep): Promise<boolean> {
  return (await sql.query(insertBreachStep, [id, at, step, by, JSON.stringify(facts)])).length > 0;
}

async function write(sql: SqlClient, breach: BreachFacts): Promise<void> {
  await sql.query(writeBreach, [
    ...[breach.id, breach.revision, breach.awareAt, breach.title, breach.description, breach.occurredFrom],
    ...[breach.occurredTo, breach.dataCategories, breach.subjectCategories, breach.approximateSubjects],
    ...[breach.approximateRecords, breach.organisationIds, breach.consequences, breach.measures, breach.risk],
    ...[breach.riskReason, breach.conclusion, breach.closedAt, breach.createdAt],
  ]);
}
