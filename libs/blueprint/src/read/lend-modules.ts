import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { childPointer } from '../pointer.ts';
import { isObject, type Reading } from './reading.ts';
import { readInteger } from './scalars.ts';
import { routesOf } from './routes-of.ts';

/** A module that stands in one list and belongs into a route that names it by its id. */
interface LentModule {
  readonly item: JsonValue;
  readonly pointer: string;
}

/**
 * Hand-written files let the routes of a router name modules by id (`"flow": [7, 8]`) that stand behind it in the same list.
 * Finds them and answers their places in the list, so that they are read in their routes only. A module goes into the first
 * route that names it, and only forwards, so that no route can come to contain its own router.
 */
export function lendModules(list: readonly JsonValue[], pointer: string, reading: Reading): ReadonlySet<number> {
  const taken = new Set<number>();
  let places: ReadonlyMap<number, number> | undefined;
  for (const [index, item] of list.entries()) {
    if (!isObject(item)) continue;
    for (const route of routesOf(item, pointer).routes) {
      const ids = isObject(route) ? idsOf(route['flow']) : undefined;
      if (!isObject(route) || ids === undefined) continue;
      places ??= placesById(list);
      const flow: LentModule[] = [];
      for (const id of ids) {
        const at = places.get(id);
        if (at === undefined || at <= index || taken.has(at)) continue;
        taken.add(at);
        flow.push({ item: list[at] ?? null, pointer: childPointer(pointer, at) });
      }
      reading.lentModules.set(route, flow);
    }
  }
  return taken;
}

/** Where the first module with each id stands. */
function placesById(list: readonly JsonValue[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [index, item] of list.entries()) {
    const id = isObject(item) ? readInteger(item['id']) : undefined;
    if (id !== undefined && !places.has(id)) places.set(id, index);
  }
  return places;
}

function idsOf(flow: JsonValue | undefined): readonly number[] | undefined {
  if (!Array.isArray(flow) || flow.length === 0) return undefined;
  const ids = flow.map(readInteger);
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

export type LentModules = WeakMap<JsonObject, readonly LentModule[]>;
