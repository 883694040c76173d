import { addDays, firstKeptDay, type RetentionCategory, utcDay } from '@ebbflow/policy';

/** Days made ahead: retention may be down for two days before anybody else has to make one. */
const DAYS_AHEAD = 2;

export interface PartitionPlan {
  /** UTC days that must exist. */
  readonly create: string[];
  /** Days before this one hold nothing within its lifetime. */
  readonly dropBefore: string;
}

/** What the tables of a category need at this instant: today and the next two days, and nothing whose every row is past its lifetime. */
export function planPartitions(category: Pick<RetentionCategory, 'ttl'>, nowMs: number): PartitionPlan {
  const today = utcDay(nowMs);
  return {
    create: Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead)),
    dropBefore: firstKeptDay(category.ttl, nowMs),
  };
}
