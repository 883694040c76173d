import type { JsonObject } from '@ebbflow/kernel';
import type { Blueprint } from './blueprint.ts';
import { FORMAT_VERSION } from './format/format-migrations.ts';
import { FORMAT_KEY, withFormat } from './format/migrate-document.ts';

/**
 * The blueprint as Make would accept it: what was read, with everything we do not know, but for this list: wrappers of Make's
 * API are gone, a name or schedule that only the wrapper had stands in the blueprint, and our own marker is left out. A copy, so
 * that nobody changes the original by accident.
 */
export function writeBlueprint(blueprint: Blueprint): JsonObject {
  const { [FORMAT_KEY]: _, ...document } = blueprint.document;
  return structuredClone(document);
}

/** The same in our own format: with the marker of the version this program writes. */
export function writeOwnFormat(blueprint: Blueprint): JsonObject {
  return structuredClone(withFormat(blueprint.document, FORMAT_VERSION));
}
