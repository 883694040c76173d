import type { FormatMigration } from './format-migration.ts';

/**
 * Every change of our format in its order. Version 1 is Make's blueprint with our marker and nothing else, so that a document
 * without a marker is of that version; the list starts with the step to version 2.
 */
export const FORMAT_MIGRATIONS: readonly FormatMigration[] = [];

/** The version this program reads and writes. */
export const FORMAT_VERSION = 1 + FORMAT_MIGRATIONS.length;
