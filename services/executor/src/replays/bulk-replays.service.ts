import type { createReplaySchema, Principal, Replay, VersionChoice } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { PlacesRepository } from '../object-teams/places.repository.ts';
import { ReplayNotFoundError } from './replays.errors.ts';
import { findReplay } from './sql/find-replay.sql.ts';
import { insertReplay } from './sql/insert-replay.sql.ts';

interface ReplayRow {
  readonly id: string;
  readonly version_choice: VersionChoice;
  readonly started: number;
  readonly skipped: number;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly scenario_id: string | null;
  readonly within_scenarios: readonly string[] | null;
}

/** Many past runs done again, by a row that ReplaysJob works through. */
@Injectable()
export class BulkReplaysService {
  constructor(
    private readonly database: Database,
    private readonly places: PlacesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of runs of scenarios the caller may not do it to none is started: to such a caller they are not there. */
  async create(principal: Principal, asked: z.infer<typeof createReplaySchema>): Promise<Replay> {
    const { organisationId: tenantId } = principal;
    const within = await this.places.scenariosFor(principal, 'runs:write');
    const { runIds, filter, version } = asked;
    const id = newId('rpl', this.clock.nowMs());
    const now = this.clock.now();
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(insertReplay, [
        tenantId,
        id,
        version,
        // Each once, whatever the list says.
        runIds === undefined ? null : [...new Set(runIds)],
        filter?.scenarioId ?? null,
        filter?.status ?? null,
        filter?.from ?? null,
        // Not later than now, or it would find the runs it has started itself.
        filter === undefined ? null : earlier(filter.to, now).toISOString(),
        now.toISOString(),
        within,
      ]),
    );
    return { id, state: 'running', version, started: 0, skipped: 0, createdAt: now.toISOString(), finishedAt: null };
  }

  /** @throws ReplayNotFoundError, also for one of scenarios the caller may not see all of */
  async get(principal: Principal, id: string): Promise<Replay> {
    const { organisationId: tenantId } = principal;
    const [row] = isId('rpl', id)
      ? await this.database.withTenant(tenantId, (sql) => sql.query<ReplayRow>(findReplay, [tenantId, id]))
      : [];
    if (!row) throw new ReplayNotFoundError();
    const seen = await this.places.scenariosFor(principal, 'runs:read');
    const concerned = row.scenario_id === null ? row.within_scenarios : [row.scenario_id];
    const isSeen = seen === null || concerned?.every((scenarioId) => seen.includes(scenarioId)) === true;
    if (!isSeen) throw new ReplayNotFoundError();
    return {
      id: row.id,
      state: row.finished_at === null ? 'running' : 'finished',
      version: row.version_choice,
      started: row.started,
      skipped: row.skipped,
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    };
  }
}

function earlier(text: string | undefined, now: Date): Date {
  return text === undefined || Date.parse(text) > now.getTime() ? now : new Date(text);
}
