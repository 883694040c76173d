import { notificationRaised } from '@ebbflow/contracts';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ExecutionNewsRepository, type ScenarioNews } from './execution-news.repository.ts';

type Notification = z.infer<typeof notificationRaised.schema>;

const GROUP = 'identity';

/** Warnings, errors and deactivations become mail for those who want it (C25); what is only for information does not. */
@Injectable()
export class NotificationRaisedConsumer {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(ExecutionNewsRepository) private readonly news: ExecutionNewsRepository,
  ) {}

  @BatchConsumer(notificationRaised, { group: GROUP })
  async ingest(events: ReceivedEvent<Notification>[]): Promise<void> {
    await this.database.asWorker(async (sql) => {
      const fresh = await this.inbox.claim(sql, GROUP, events);
      const news = newsOf(fresh.map(({ data }) => data));
      if (news.length > 0) await this.news.gather(sql, news);
    });
  }
}

/** One entry for each scenario: a statement may not touch a row twice. */
function newsOf(notifications: readonly Notification[]): ScenarioNews[] {
  const byScenario = new Map<string, ScenarioNews>();
  for (const { tenantId, scenarioId = tenantId, runId = null, kind, severity, facts } of notifications) {
    if (severity === 'info') continue;
    const known = byScenario.get(scenarioId);
    const isDeactivated = kind === 'SCENARIO_DEACTIVATED';
    const count = isDeactivated ? 0 : countOf(facts);
    byScenario.set(scenarioId, {
      tenantId,
      scenarioId,
      errors: (known?.errors ?? 0) + (severity === 'error' ? count : 0),
      warnings: (known?.warnings ?? 0) + (severity === 'warning' ? count : 0),
      isDeactivated: isDeactivated || known?.isDeactivated === true,
      runId: runId ?? known?.runId ?? null,
    });
  }
  return [...byScenario.values()];
}

/** A notification may stand for many of its kind. */
function countOf(facts: Notification['facts']): number {
  const count = facts?.['count'];
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? Math.min(count, 1_000_000) : 1;
}
