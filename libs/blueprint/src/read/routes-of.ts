import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { childPointer } from '../pointer.ts';
import { isObject } from './reading.ts';

/** The routes of a module where they stand: its own member, or inside the mapper as a few hand-written files have it. */
export function routesOf(
  item: JsonObject,
  pointer: string,
): { readonly routes: readonly JsonValue[]; readonly owner: JsonObject; readonly pointer: string } {
  const mapper = item['mapper'];
  const isInMapper = !('routes' in item) && isObject(mapper) && holdsFlows(mapper['routes']);
  const owner = isInMapper ? mapper : item;
  const { routes } = owner;
  return {
    routes: Array.isArray(routes) ? routes : [],
    owner,
    pointer: isInMapper ? childPointer(pointer, 'mapper') : pointer,
  };
}

function holdsFlows(value: JsonValue | undefined): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((route) => isObject(route) && Array.isArray(route['flow']))
  );
}
