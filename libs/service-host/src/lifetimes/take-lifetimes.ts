import { lifetimesChanged } from '@ebbflow/contracts';
import type { ReceivedEvent } from '@ebbflow/messaging';
import type { Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { forgetLifetimes } from './forget-lifetimes.sql.ts';
import { LIFETIME_COLUMNS } from './lifetime-columns.ts';
import type { Lifetimes } from './lifetimes.ts';
import { saveLifetimes } from './save-lifetimes.sql.ts';

type Changed = z.infer<typeof lifetimesChanged.schema>;
interface Scope extends Pick<Changed, 'tenantId'> {
  readonly scenarioId: string;
  readonly days: Changed['scopes'][number]['days'];
}

/**
 * Takes over what tenants have set: the body of a service's consumer. Needs no inbox: events of a tenant come in order, and saying the same
 * again changes nothing.
 */
export class TakeLifetimes {
  constructor(
    private readonly database: Database,
    private readonly lifetimes: Lifetimes,
  ) {}

  async take(events: readonly ReceivedEvent<Changed>[]): Promise<void> {
    // The last word on each scope: one statement may not write a row twice.
    const scopes = new Map<string, Scope>();
    for (const { data } of events)
      for (const { scenarioId, days } of data.scopes) {
        const scope = { tenantId: data.tenantId, scenarioId: scenarioId ?? '', days };
        scopes.set(`${scope.tenantId}/${scope.scenarioId}`, scope);
      }
    const isShortened = ({ days }: Scope): boolean => Object.keys(days).length > 0;
    const kept = [...scopes.values()].filter(isShortened);
    const gone = [...scopes.values()].filter((scope) => !isShortened(scope));
    const { schema } = this.database;
    await this.database.asWorker(async (sql) => {
      if (gone.length > 0) await sql.query(forgetLifetimes(schema), keysOf(gone));
      if (kept.length > 0) await sql.query(saveLifetimes(schema), [...keysOf(kept), ...daysOf(kept)]);
    });
    for (const { data } of events) this.lifetimes.forget(data.tenantId);
  }
}

function keysOf(scopes: readonly Scope[]): [string[], string[]] {
  return [scopes.map(({ tenantId }) => tenantId), scopes.map(({ scenarioId }) => scenarioId)];
}

/** In the order of the columns. */
function daysOf(scopes: readonly Scope[]): (number | null)[][] {
  const categories = Object.keys(LIFETIME_COLUMNS) as (keyof typeof LIFETIME_COLUMNS)[];
  return categories.map((category) => scopes.map(({ days }) => days[category] ?? null));
}
