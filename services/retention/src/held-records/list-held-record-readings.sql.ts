import type { Statement } from '@ebbflow/persistence';

export interface HeldRecordReadingRow {
  readonly read_at: Date;
  readonly reader: string;
  readonly reason: string;
  readonly number: string | null;
  readonly record_count: number;
}

/** Newest first. $1 how many at most */
export const listHeldRecordReadings: Statement = {
  name: 'retention.list-held-record-readings',
  text: 'select * from retention.list_held_record_readings($1)',
};
