import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { ModuleNode, RouteNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import { lendModules } from './lend-modules.ts';
import { readBranches } from './read-branches.ts';
import { readFilter } from './read-filter.ts';
import { readMerge } from './read-merge.ts';
import { withRouteFilter } from './read-route-filter.ts';
import { routesOf } from './routes-of.ts';
import { describe, isObject, MAX_FLOW_DEPTH, type Reading } from './reading.ts';
import { readBoolean, readInteger, readText } from './scalars.ts';

const MERGE = 'builtin:BasicMerge';

/** All modules of a list; those that cannot be read become faults and are left out. */
export function readFlow(
  list: readonly JsonValue[],
  pointer: string,
  reading: Reading,
  depth = 0,
): readonly ModuleNode[] {
  if (depth > MAX_FLOW_DEPTH) {
    reading.fault(pointer, `Flows are nested more than ${String(MAX_FLOW_DEPTH)} deep.`);
    return [];
  }
  const lent = lendModules(list, pointer, reading);
  return list.flatMap((item, index) =>
    lent.has(index) ? [] : (readModule(item, childPointer(pointer, index), reading, depth) ?? []),
  );
}

function readModule(item: JsonValue, pointer: string, reading: Reading, depth: number): ModuleNode | undefined {
  if (!isObject(item)) {
    reading.fault(pointer, `A module is an object with "id" and "module"; this is ${describe(item)}.`);
    return undefined;
  }
  const id = readInteger(item['id']);
  const name = readText(item['module']);
  if (id === undefined) {
    reading.fault(
      childPointer(pointer, 'id'),
      `A module needs a whole number as its id; found ${describe(item['id'])}.`,
    );
  }
  if (name === undefined) {
    reading.fault(
      childPointer(pointer, 'module'),
      `A module needs its name, such as "http:ActionSendData"; found ${describe(item['module'])}.`,
    );
  }
  const parameters = reading.objectAt(item, 'parameters', pointer);
  const node = {
    version: readInteger(item['version']) ?? 1,
    label: readLabel(item),
    pointer,
    parameters,
    mapper: reading.objectAt(item, 'mapper', pointer),
    filter: readFilter(item['filter'], childPointer(pointer, 'filter'), reading),
    routes: readRoutes(item, pointer, reading, depth),
    fallbackRoute: readInteger(parameters['else']),
    branches: readBranches(item, pointer, reading, depth),
    merge: name?.trim() === MERGE ? readMerge(item, pointer, reading) : undefined,
    isDisabled: readBoolean(item['disabled']) ?? false,
    onerror: readHandler(item, pointer, reading, depth),
    feederId: readInteger(parameters['feeder']),
    ...readAggregation(item, parameters),
  };
  return id === undefined || name === undefined ? undefined : { ...node, id, name: name.trim() };
}

function readLabel(item: JsonObject): string | undefined {
  const { metadata } = item;
  const designer = isObject(metadata) ? metadata['designer'] : undefined;
  return isObject(designer) ? readText(designer['name']) : undefined;
}

/** `flags` is where exports have it; hand-written files put both into the parameters. */
function readAggregation(item: JsonObject, parameters: JsonObject): Pick<ModuleNode, 'groupBy' | 'stopIfEmpty'> {
  const flags = isObject(item['flags']) ? item['flags'] : {};
  return {
    groupBy: readText(flags['groupBy']) ?? readText(parameters['groupBy']),
    stopIfEmpty: readBoolean(flags['stopIfEmpty']) ?? readBoolean(parameters['stopIfEmpty']) ?? false,
  };
}

function readRoutes(item: JsonObject, pointer: string, reading: Reading, depth: number): readonly RouteNode[] {
  const { owner, pointer: base } = routesOf(item, pointer);
  return reading.listAt(owner, 'routes', base).flatMap((route, index) => {
    const at = childPointer(childPointer(base, 'routes'), index);
    if (Array.isArray(route)) return [{ flow: readFlow(route, at, reading, depth + 1), isDisabled: false }];
    if (isObject(route)) return [readRoute(route, at, reading, depth)];
    reading.fault(at, `A route is an object with a "flow"; this is ${describe(route)}.`);
    return [];
  });
}

export function readRoute(route: JsonObject, pointer: string, reading: Reading, depth: number): RouteNode {
  return {
    flow: withRouteFilter(readRouteFlow(route, pointer, reading, depth + 1), route, pointer, reading),
    isDisabled: readBoolean(route['disabled']) ?? false,
  };
}

function readRouteFlow(route: JsonObject, pointer: string, reading: Reading, depth: number): readonly ModuleNode[] {
  const at = childPointer(pointer, 'flow');
  const lent = reading.lentModules.get(route);
  if (lent === undefined) return readFlow(reading.listAt(route, 'flow', pointer), at, reading, depth);
  reading.unusual(at, 'The route names its modules by id; they are read as if they stood in it.');
  return lent.flatMap((module) => readModule(module.item, module.pointer, reading, depth) ?? []);
}

function readHandler(
  item: JsonObject,
  pointer: string,
  reading: Reading,
  depth: number,
): readonly ModuleNode[] | undefined {
  const at = childPointer(pointer, 'onerror');
  const { onerror } = item;
  if (isObject(onerror) && Array.isArray(onerror['flow'])) {
    return readFlow(onerror['flow'], childPointer(at, 'flow'), reading, depth + 1);
  }
  const list = reading.listAt(item, 'onerror', pointer);
  // Hand-written files put an invented `{"directive": …}` here; the module then has no handler, and the reader says so.
  if (list.length > 0 && !list.some((entry) => isObject(entry) && 'module' in entry)) {
    reading.unusual(at, 'The error handler has no module; it is left out.');
    return undefined;
  }
  return list.length === 0 ? undefined : readFlow(list, at, reading, depth + 1);
}
