import type { JsonObject } from '@ebbflow/kernel';
import { isObject, type Reading } from '../read/reading.ts';
import { readInteger } from '../read/scalars.ts';
import { childPointer } from '../pointer.ts';
import type { FormatMigration } from './format-migration.ts';
import { FORMAT_MIGRATIONS } from './format-migrations.ts';

/** Member of a document that holds `{ "format": <version> }`. Make has none, and keeps members it does not know. */
export const FORMAT_KEY = 'ebbflow';

/**
 * The document brought up to the version this program knows, marker included. One without a marker is what Make exports and
 * stays as it is while nothing has to be changed. A document of a later version is a fault: guessing at it could run half of it.
 */
export function migrateDocument(
  document: JsonObject,
  pointer: string,
  reading: Reading,
  chain: readonly FormatMigration[] = FORMAT_MIGRATIONS,
): JsonObject {
  const latest = 1 + chain.length;
  const version = formatOf(document);
  if (version === undefined || version < 1 || version > latest) {
    const at = childPointer(childPointer(pointer, FORMAT_KEY), 'format');
    reading.fault(
      at,
      version === undefined || version < 1
        ? 'The format of a document is a whole number from 1.'
        : `The document has format ${String(version)}; this version reads up to ${String(latest)}. Use a newer one.`,
    );
    return document;
  }
  if (version === latest) return document;
  const migrated = chain.slice(version - 1).reduce((current, migration) => migration.migrate(current), document);
  return withFormat(migrated, latest);
}

/** The document with its marker set. */
export function withFormat(document: JsonObject, version: number): JsonObject {
  const marker = isObject(document[FORMAT_KEY]) ? document[FORMAT_KEY] : {};
  return { ...document, [FORMAT_KEY]: { ...marker, format: version } };
}

function formatOf(document: JsonObject): number | undefined {
  const marker = document[FORMAT_KEY];
  if (marker === undefined) return 1;
  return isObject(marker) ? readInteger(marker['format']) : undefined;
}
