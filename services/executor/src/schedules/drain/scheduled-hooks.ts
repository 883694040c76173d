import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { SchedulesRepository } from '../schedules.repository.ts';

/** Hooks that hold what they receive until a run takes it. */
@Injectable()
export class ScheduledHooks {
  constructor(
    private readonly database: Database,
    private readonly repository: SchedulesRepository,
  ) {}

  /** The hook the scenario begins with; undefined where it has none, or hands over at once what it receives. */
  async of(tenantId: string, scenarioId: string): Promise<string | undefined> {
    const schedule = await this.database.withTenant(tenantId, (sql) => this.repository.find(sql, tenantId, scenarioId));
    if (schedule === undefined || schedule.hookId === null || schedule.definition.type === 'immediately')
      return undefined;
    return schedule.hookId;
  }
}
