import type { ShortenedCategory } from '@ebbflow/contracts';
import { LIFETIME_COLUMNS } from './lifetime-columns.ts';

export interface DueRows {
  readonly schema: string;
  readonly table: string;
  readonly category: ShortenedCategory;
  /** The column from which the lifetime counts, and all that tell one row, with what the removal has to know of it. */
  readonly at: string;
  readonly columns: readonly string[];
  /** More SQL that rows have to fulfil; `stored` is the row. */
  readonly only?: string;
}

/**
 * SQL of rows whose shortened lifetime is over ($1 is now, $2 how many at most of either half), for `removeDue`. From what tenants
 * have set to the rows it is for, so that a scope with nothing to remove costs a look at an index. In two halves, because no index
 * serves "of this scenario, or of any".
 */
export function dueRows({ schema, table, category, at, columns, only = 'true' }: DueRows): string {
  const days = `shorter.${LIFETIME_COLUMNS[category]}`;
  const half = (scope: string, ofScope: string): string => `(
      select kept.* from ${schema}.lifetime as shorter
      cross join lateral (
        select ${columns.join(', ')} from ${schema}.${table} as stored
         where stored.tenant_id = shorter.tenant_id${ofScope}
           and ${only} and stored.${at} <= $1::timestamptz - interval '24 hours' * ${days}
         limit $2
      ) as kept
       where ${days} is not null and ${scope}
       limit $2
    )`;
  return `${half(`shorter.scenario_id = ''`, '')}
    union all
    ${half(`shorter.scenario_id <> ''`, ' and stored.scenario_id = shorter.scenario_id')}`;
}
