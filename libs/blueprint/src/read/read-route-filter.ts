import type { JsonObject } from '@ebbflow/kernel';
import type { FilterNode, ModuleNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import { readFilter } from './read-filter.ts';
import type { Reading } from './reading.ts';
import { readText } from './scalars.ts';

/**
 * The flow of a route with the route's own filter on its first module, where Make has it. Exports never have a filter on the
 * route; files made by hand do, as `filter`, or as one template that is true or false in `condition`.
 */
export function withRouteFilter(
  flow: readonly ModuleNode[],
  route: JsonObject,
  pointer: string,
  reading: Reading,
): readonly ModuleNode[] {
  const filter = readFilter(route['filter'], childPointer(pointer, 'filter'), reading) ?? readCondition(route, pointer);
  const [first, ...rest] = flow;
  if (filter === undefined || first === undefined) return flow;
  reading.unusual(pointer, 'A route has no filter in Make; this one is read as that of its first module.');
  return [{ ...first, filter: first.filter === undefined ? filter : both(filter, first.filter) }, ...rest];
}

function readCondition(route: JsonObject, pointer: string): FilterNode | undefined {
  const condition = readText(route['condition']);
  if (condition === undefined) return undefined;
  const at = childPointer(pointer, 'condition');
  return { name: '', conditions: [[{ a: condition, b: true, o: 'boolean:equal', pointer: at }]] };
}

/** Each alternative of one with each of the other. */
function both(one: FilterNode, other: FilterNode): FilterNode {
  return {
    name: [one.name, other.name].filter((name) => name !== '').join(', '),
    conditions: one.conditions.flatMap((left) => other.conditions.map((right) => [...left, ...right])),
  };
}
