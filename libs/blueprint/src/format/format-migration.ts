import type { JsonObject } from '@ebbflow/kernel';

/** One change of our format. Each is a file of its own in this folder, `0002-what-changed.migration.ts`, and is never edited again. */
export interface FormatMigration {
  /** The version it leads to, one above the one it reads. */
  readonly to: number;
  /** A new document; the one it gets stays as it is. */
  migrate(document: JsonObject): JsonObject;
}
