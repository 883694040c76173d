import type { ShortenedCategory } from '@ebbflow/contracts';
import { LIFETIME_COLUMNS } from './lifetime-columns.ts';

export interface KeptRow {
  readonly schema: string;
  readonly category: ShortenedCategory;
  /** SQL of the row's tenant and scenario. Left out: it belongs to no scenario. */
  readonly tenant: string;
  readonly scenario?: string;
  /** SQL of the instant that counts (timestamptz), and of the longest lifetime there is, in days (integer). */
  readonly now: string;
  readonly longestDays: string;
}

/**
 * SQL of the instant up to which a row is hidden, whatever the tenant has said about its lifetime. A lookup of at most two rows by primary
 * key, done for rows that all other conditions let pass. Days are of 24 hours, so that no time zone of a session moves the instant.
 */
export function keptSince({ schema, category, tenant, scenario, now, longestDays }: KeptRow): string {
  const scopes = scenario === undefined ? `''` : `'', coalesce(${scenario}, '')`;
  const shortest = `(select min(shorter.${LIFETIME_COLUMNS[category]}) from ${schema}.lifetime shorter
    where shorter.tenant_id = ${tenant} and shorter.scenario_id in (${scopes}))`;
  return `(${now} - interval '24 hours' * least(${longestDays}, ${shortest}))`;
}
