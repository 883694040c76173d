import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { MailRow } from '../mail/claim-mails.sql.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { type MailSubject, MailSubjects } from '../mail/mail-subjects.ts';
import { findUnqueuedNews } from './find-unqueued-news.sql.ts';
import { type ExecutionNewsRow, findExecutionNews } from './find-execution-news.sql.ts';
import { gatherExecutionNews, type GatheredNewsRow } from './gather-execution-news.sql.ts';
import { settleExecutionNews } from './settle-execution-news.sql.ts';

const HOUR_MS = 3_600_000;
/** Errors seldom come alone: the first mail waits for those that come with it. */
const GATHERING_MS = 60_000;

export interface ScenarioNews {
  readonly tenantId: string;
  /** The organisation's id for what is about it as a whole. */
  readonly scenarioId: string;
  readonly errors: number;
  readonly warnings: number;
  readonly isDeactivated: boolean;
  readonly runId: string | null;
}

/**
 * News of active scenarios' executions on its way to a mail. One mail waits for each person and scenario; what comes before it is sent
 * goes into it, and it is not due before an hour after the last one.
 */
@Injectable()
export class ExecutionNewsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(MailSubjects) private readonly subjects: MailSubjects,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    subjects.register('execution-news', (mail) => this.#subjectOf(mail));
  }

  /** Under the worker role, within the consumer's transaction. */
  async gather(sql: SqlClient, news: readonly ScenarioNews[]): Promise<void> {
    const rows = await sql.query<GatheredNewsRow>(gatherExecutionNews, [
      news.map((one) => one.tenantId),
      news.map((one) => one.scenarioId),
      news.map((one) => one.errors),
      news.map((one) => one.warnings),
      news.map((one) => one.isDeactivated),
      news.map((one) => one.runId),
      this.clock.now(),
    ]);
    await this.#queueMissing(sql, rows);
  }

  async #queueMissing(sql: SqlClient, gathered: readonly GatheredNewsRow[]): Promise<void> {
    if (gathered.length === 0) return;
    const missing = await sql.query<Pick<GatheredNewsRow, 'tenant_id' | 'user_id' | 'scenario_id'>>(findUnqueuedNews, [
      gathered.map((row) => row.tenant_id),
      gathered.map((row) => row.user_id),
      gathered.map((row) => row.scenario_id),
      this.clock.now(),
    ]);
    const mailedAt = new Map(gathered.map((row) => [keyOf(row), row.mailed_at]));
    for (const to of missing) await this.#queue(sql, to, this.#dueAfter(mailedAt.get(keyOf(to)) ?? null));
  }

  async #subjectOf(mail: MailRow): Promise<MailSubject | undefined> {
    const key = [mail.tenant_id, mail.user_id, mail.subject_id];
    const person = await this.subjects.personOf(mail);
    const [news] = await this.database.withTenant(mail.tenant_id, (sql) =>
      sql.query<ExecutionNewsRow>(findExecutionNews, key),
    );
    if (person === undefined || news === undefined) return undefined;
    const { errors, warnings, is_deactivated: isDeactivated, run_id: runId } = news;
    return {
      ...person,
      facts: {
        errors: String(errors),
        warnings: String(warnings),
        isDeactivated: isDeactivated ? 'yes' : '',
        runId: runId ?? '',
      },
      onSent: async (sql) => {
        const told = [...key, errors, warnings, isDeactivated, this.clock.now()];
        const [left] = await sql.query<{ is_more: boolean }>(settleExecutionNews, told);
        const { tenant_id, user_id, subject_id } = mail;
        if (left?.is_more === true && user_id !== null && subject_id !== null)
          await this.#queue(sql, { tenant_id, user_id, scenario_id: subject_id }, this.#dueAfter(this.clock.now()));
      },
    };
  }

  #dueAfter(mailedAt: Date | null): Date {
    const soon = this.clock.nowMs() + GATHERING_MS;
    return new Date(mailedAt === null ? soon : Math.max(soon, mailedAt.getTime() + HOUR_MS));
  }

  async #queue(
    sql: SqlClient,
    to: Pick<GatheredNewsRow, 'tenant_id' | 'user_id' | 'scenario_id'>,
    notBefore: Date,
  ): Promise<void> {
    const { tenant_id: tenantId, user_id: userId, scenario_id: subjectId } = to;
    await this.mail.append(sql, tenantId, { kind: 'execution-news', userId, subjectId, notBefore });
  }
}

function keyOf({ user_id: userId, scenario_id: scenarioId }: Pick<GatheredNewsRow, 'user_id' | 'scenario_id'>): string {
  return `${userId}/${scenarioId}`;
}
