import type { Statement } from '@ebbflow/persistence';

export interface HeldRecordRow {
  readonly id: string;
  readonly ground: string;
  readonly record: string;
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly held_at: Date;
  readonly until: Date;
}

/** $1 who reads, $2 why, $3 only the document of this number, or null, $4 now, $5 how many at most */
export const readHeldRecords: Statement = {
  name: 'retention.read-held-records',
  text: 'select * from retention.read_held_records($1, $2, $3, $4, $5)',
};
