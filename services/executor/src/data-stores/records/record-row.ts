/** A record as it lies in the database. */
export interface RecordRow {
  readonly store_id: string;
  readonly key_index: Buffer;
  readonly key_sealed: Buffer;
  readonly data_sealed: Buffer;
  readonly key_version: number;
  /** Counts its changes, from 1. */
  readonly revision: number;
  readonly updated_at: Date;
  /** Null: a run, or an API token. */
  readonly updated_by: string | null;
  /** What it counts for the size of its store. */
  readonly bytes: number;
}
