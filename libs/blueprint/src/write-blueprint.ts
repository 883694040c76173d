import type { JsonObject } from '@ebbflow/kernel';
import type { Blueprint } from './blueprint.ts';

/** The blueprint as it came, with everything we do not know: a copy, so that nobody changes the original by accident. */
export function writeBlueprint(blueprint: Blueprint): JsonObject {
  return structuredClone(blueprint.document);
}
