import type { ShortenedCategory } from '@ebbflow/contracts';

/** The columns of `<schema>.lifetime` by category. */
export const LIFETIME_COLUMNS = {
  'gateway-logs': 'gateway_logs',
  'incomplete-runs': 'incomplete_runs',
  notifications: 'notifications',
  activity: 'activity',
  'execution-details': 'execution_details',
} as const satisfies Record<ShortenedCategory, string>;

/** One row of the table, as SQL answers it. `scenarioId` is empty for the organisation. */
export interface LifetimeRow {
  readonly scenarioId: string;
  readonly gateway_logs: number | null;
  readonly incomplete_runs: number | null;
  readonly notifications: number | null;
  readonly activity: number | null;
  readonly execution_details: number | null;
}
