import { createHash } from 'node:crypto';
import type { AccessActor, AccessReport } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { retentionPolicy, utcDay } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { ACCESS_LOG_TABLE, ACCESS_RIGHTS_TABLE } from './access-log.entity.ts';
import { insertAccessLog } from './insert-access-log.sql.ts';
import { insertAccessRights } from './insert-access-rights.sql.ts';
import { noteAccessSource } from './note-access-source.sql.ts';
import { sweepAccessSources } from './sweep-access-sources.sql.ts';

/** The edge reports what it did within minutes; an instant further away is a clock that is wrong, and must not open another day. */
const FURTHEST_MS = 60 * 60_000;

interface Call extends Omit<AccessReport['items'][number], 'actor' | 'occurredAt'> {
  readonly actor: AccessActor;
  readonly occurredAt: Date;
  readonly rightsId: string;
}

/** Writes calls of many organisations in one statement, by the role that may only insert; then how far their console has reported. */
@Injectable()
export class AccessIntake {
  readonly #logDays: DayPartitions;
  readonly #rightsDays: DayPartitions;
  readonly #ttl = retentionPolicy().ttl('access-log');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#logDays = new DayPartitions(database, ACCESS_LOG_TABLE);
    this.#rightsDays = new DayPartitions(database, ACCESS_RIGHTS_TABLE);
  }

  /**
   * First the calls and then the number: cut off between the two, the report comes again and its calls are there already. The other way round a
   * gap would be missed.
   */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- calls of all organisations come together
  async record({ source, first, isLast, actors, items }: AccessReport): Promise<void> {
    const now = this.clock.now();
    const rightsIds = actors.map(rightsIdOf);
    const calls = items.flatMap((item): Call[] => {
      const actor = actors[item.actor];
      const said = new Date(item.occurredAt);
      const occurredAt = Math.abs(said.getTime() - now.getTime()) > FURTHEST_MS ? now : said;
      return actor === undefined ? [] : [{ ...item, actor, occurredAt, rightsId: rightsIds[item.actor] ?? '' }];
    });
    if (calls.length > 0) await this.#insert(calls);
    const next = first + items.length;
    await this.database.asWorker(async (sql) => {
      await sql.query(noteAccessSource, [source, first, next, now, isLast]);
      if (first === 0) await sql.query(sweepAccessSources, [new Date(now.getTime() - this.#ttl.milliseconds)]);
    });
  }

  async #insert(calls: readonly Call[]): Promise<void> {
    const days = calls.map(({ occurredAt }) => utcDay(occurredAt.getTime()));
    await this.#logDays.ensure(days);
    await this.#rightsDays.ensure(days);
    const rights = [...new Map(calls.map((call) => [rightsKeyOf(call), call])).values()];
    const column = <Row, Value>(rows: readonly Row[], of: (row: Row) => Value): Value[] => rows.map(of);
    await this.database.asWriter(async (sql) => {
      await sql.query(insertAccessRights, [
        column(rights, ({ actor }) => actor.organisationId),
        column(rights, ({ occurredAt }) => new Date(`${utcDay(occurredAt.getTime())}T00:00:00.000Z`)),
        column(rights, ({ rightsId }) => rightsId),
        column(rights, ({ actor: { scopes, teams } }) => JSON.stringify({ scopes, teams })),
      ]);
      await sql.query(insertAccessLog, [
        column(calls, ({ actor }) => actor.organisationId),
        column(calls, ({ occurredAt }) => occurredAt),
        column(calls, ({ id }) => id),
        column(calls, ({ actor }) => actor.kind),
        column(calls, ({ actor }) => actor.userId),
        column(calls, ({ actor }) => actor.apiTokenId),
        column(calls, ({ actor }) => actor.sessionId),
        column(calls, ({ rightsId }) => rightsId),
        column(calls, ({ service }) => service),
        column(calls, ({ method }) => method),
        column(calls, ({ route }) => route),
        column(calls, ({ scope }) => scope),
        column(calls, ({ objectId }) => objectId),
        column(calls, ({ status }) => status),
      ]);
    });
  }
}

function rightsKeyOf({ actor, rightsId, occurredAt }: Call): string {
  return `${actor.organisationId} ${utcDay(occurredAt.getTime())} ${rightsId}`;
}

function rightsIdOf({ scopes, teams }: AccessActor): string {
  return createHash('sha256').update(JSON.stringify({ scopes, teams })).digest('base64url');
}
