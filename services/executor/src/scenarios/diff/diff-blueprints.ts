import type { Blueprint } from '@ebbflow/blueprint';
import type { ScenarioDiff } from '@ebbflow/contracts';
import { isDeepStrictEqual } from 'node:util';
import { jsonChanges, objectAt, without } from './json-changes.ts';
import { partChanges } from './part-changes.ts';
import { placedParts } from './placed-parts.ts';

/** What a person who knows the one version should know about the other; pure. Equal versions give empty lists. */
export function diffBlueprints(before: Blueprint, after: Blueprint): ScenarioDiff {
  const [older, newer] = [placedParts(before), placedParts(after)];
  const layouts = new Map(older.modules.map(({ key, layout }) => [key, layout]));
  return {
    modules: partChanges(older.modules, newer.modules).map(({ part, ...change }) => ({
      moduleId: part.node.id,
      module: part.node.name,
      ...change,
    })),
    routes: partChanges(older.routes, newer.routes).map(({ part, ...change }) => ({
      moduleId: part.moduleId,
      ...change,
    })),
    settings: [...jsonChanges(settingsOf(before), settingsOf(after))],
    schedule: [...jsonChanges(before.document['scheduling'], after.document['scheduling'])],
    other: [...jsonChanges(restOf(before), restOf(after))],
    layout: newer.modules
      .filter(({ key, layout }) => layouts.has(key) && !isDeepStrictEqual(layouts.get(key), layout))
      .map(({ node }) => node.id),
  };
}

function settingsOf({ document }: Blueprint): ReturnType<typeof objectAt> {
  return objectAt(objectAt(document, 'metadata'), 'scenario');
}

/** What belongs to none of the other lists. */
function restOf({ document }: Blueprint): ReturnType<typeof objectAt> {
  const rest = without(document, 'flow', 'scheduling', 'metadata');
  return { ...rest, metadata: without(objectAt(document, 'metadata'), 'scenario') };
}
