import {
  type LifetimesAnswer,
  type Principal,
  type putLifetimesSchema,
  SHORTENED_CATEGORIES,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration, isId } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { LIFETIME_COLUMNS, Lifetimes } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { auditFact } from '../audit/audit-fact.ts';
import { findScenarioPlace } from '../object-teams/sql/find-scenario-place.sql.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { daysOfRow, EffectiveLifetimes } from './effective-lifetimes.ts';
import { type LifetimeLevel, objectIdOf, type ShortenedDays } from './lifetime-level.ts';
import { LifetimesChangedError, LifetimeTooLongError, TeamNotFoundError } from './lifetimes.errors.ts';
import { inDays, longestOf, type OuterLifetimes, tooLong } from './lifetimes.policy.ts';
import { findSettings, type SettingRow } from './sql/find-settings.sql.ts';
import { listTeamScenarios } from './sql/list-team-scenarios.sql.ts';
import { putSetting } from './sql/put-setting.sql.ts';

const DAY_MS = 86_400_000;

interface Settings {
  /** From the notice in, without its own. */
  readonly outer: readonly OuterLifetimes[];
  readonly own: SettingRow | undefined;
}

/**
 * What an organisation, its teams and its scenarios say about how long what is retained is kept. They may shorten what the notice promises
 * and never lengthen it; inside, nothing is kept longer than what is around it says. An outer one that becomes shorter later holds at once:
 * what is set inside is not changed by it, and holds again when it goes.
 */
@Injectable()
export class LifetimeSettingsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly effective: EffectiveLifetimes,
    private readonly lifetimes: Lifetimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ScenarioNotFoundError, TeamNotFoundError */
  get({ organisationId }: Principal, at: LifetimeLevel): Promise<LifetimesAnswer> {
    return this.database.withTenant(organisationId, async (sql) =>
      answerOf(await this.#settings(sql, organisationId, at)),
    );
  }

  /** @throws ScenarioNotFoundError, TeamNotFoundError, LifetimesChangedError, LifetimeTooLongError */
  put(
    by: Principal,
    at: LifetimeLevel,
    revision: number,
    { lifetimes }: z.infer<typeof putLifetimesSchema>,
  ): Promise<LifetimesAnswer> {
    const { organisationId: tenantId, userId } = by;
    const wanted = inWholeDays(lifetimes);
    return this.database.withTenant(tenantId, async (sql) => {
      await this.effective.lock(sql, tenantId);
      const { outer, own } = await this.#settings(sql, tenantId, at);
      if ((own?.revision ?? 0) !== revision)
        throw new LifetimesChangedError(own?.revision ?? 0, own?.updatedBy ?? null, own?.updatedAt ?? null);
      const faults = tooLong(wanted, outer);
      if (faults.length > 0) throw new LifetimeTooLongError(faults);
      const days = Object.keys(LIFETIME_COLUMNS).map((category) => wanted[category as keyof ShortenedDays] ?? null);
      await sql.query(putSetting, [tenantId, at.level, objectIdOf(at), ...days, this.clock.now(), userId]);
      await this.effective.refresh(sql, tenantId, await scopesOf(sql, tenantId, at));
      await this.outbox.append(sql, [auditFact(by, factOf(tenantId, at, wanted), this.clock)]);
      return answerOf(await this.#settings(sql, tenantId, at));
    });
  }

  async #settings(sql: SqlClient, tenantId: string, at: LifetimeLevel): Promise<Settings> {
    if (at.level === 'team' && !isId('tea', at.teamId)) throw new TeamNotFoundError();
    const teamId = at.level === 'scenario' ? await teamOf(sql, tenantId, at.scenarioId) : undefined;
    const values = [
      tenantId,
      at.level === 'team' ? at.teamId : (teamId ?? null),
      at.level === 'scenario' ? at.scenarioId : null,
    ];
    const rows = new Map((await sql.query<SettingRow>(findSettings, values)).map((row) => [row.level, row]));
    const own = rows.get(at.level);
    rows.delete(at.level);
    const notice = SHORTENED_CATEGORIES.map((category) => [category, this.lifetimes.longestDays(category)] as const);
    return {
      own,
      outer: [
        { whose: 'the privacy notice', days: Object.fromEntries(notice) },
        ...(['organisation', 'team'] as const).flatMap((level) => {
          const row = rows.get(level);
          return row === undefined ? [] : [{ whose: `the ${level}`, days: daysOfRow(row) }];
        }),
      ],
    };
  }
}

async function teamOf(sql: SqlClient, tenantId: string, scenarioId: string): Promise<string | null> {
  const [place] = isId('scn', scenarioId)
    ? await sql.query<{ teamId: string | null }>(findScenarioPlace, [tenantId, scenarioId])
    : [];
  if (place === undefined) throw new ScenarioNotFoundError();
  return place.teamId;
}

async function scopesOf(sql: SqlClient, tenantId: string, at: LifetimeLevel): Promise<string[]> {
  if (at.level !== 'team') return [objectIdOf(at)];
  return (await sql.query<{ id: string }>(listTeamScenarios, [tenantId, at.teamId])).map(({ id }) => id);
}

function answerOf({ outer, own }: Settings): LifetimesAnswer {
  const set = own === undefined ? {} : daysOfRow(own);
  const lifetimes = SHORTENED_CATEGORIES.map((category) => {
    const longest = longestOf(outer, category).days;
    const days = set[category];
    const answer = {
      set: days === undefined ? null : inDays(days),
      longest: inDays(longest),
      effective: inDays(Math.min(longest, days ?? longest)),
    };
    return [category, answer] as const;
  });
  return { revision: own?.revision ?? 0, lifetimes: Object.fromEntries(lifetimes) as LifetimesAnswer['lifetimes'] };
}

function inWholeDays(lifetimes: z.infer<typeof putLifetimesSchema>['lifetimes']): ShortenedDays {
  return Object.fromEntries(
    Object.entries(lifetimes).map(([category, text]) => [category, Duration.parse(text).milliseconds / DAY_MS]),
  );
}

function factOf(
  tenantId: string,
  at: LifetimeLevel,
  wanted: ShortenedDays,
): { action: string; object: { kind: string; id: string }; facts: ShortenedDays } {
  const id = at.level === 'organisation' ? tenantId : objectIdOf(at);
  return { action: 'lifetimes.changed', object: { kind: at.level, id }, facts: wanted };
}
