import type { ModuleNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import type { Compilation } from './compilation.ts';

/** The modules whose bundles are there when a module runs, nearest first. `depth` counts the routers around each. */
export interface Upstream {
  readonly node: ModuleNode;
  readonly depth: number;
  readonly above: Upstream | undefined;
}

export interface Path {
  readonly upstream: Upstream | undefined;
  /** Aggregators only: the module whose bundles are folded; undefined when it is not upstream. */
  readonly feeder: ModuleNode | undefined;
  /** Aggregators only: a router lies between it and its feeder. */
  readonly isBehindRouter: boolean;
}

const AGGREGATORS = new Set([
  'builtin:BasicAggregator',
  'util:TextAggregator',
  'util:FunctionAggregator',
  'util:FunctionAggregator2',
  'util:AggregateAggregator',
  'json:AggregateToJSON',
]);
const FEEDERS = new Set(['builtin:BasicFeeder', 'builtin:BasicIterator', 'builtin:Iterator', 'builtin:BasicRepeater']);

export function isAggregator(node: ModuleNode): boolean {
  return node.feederId !== undefined || AGGREGATORS.has(node.name);
}

/** Finds for every module what lies upstream of it, and for every aggregator its feeder. */
export function tracePaths(flow: readonly ModuleNode[], compilation: Compilation): ReadonlyMap<ModuleNode, Path> {
  const paths = new Map<ModuleNode, Path>();
  traceFlow(flow, undefined, 0);
  return paths;

  function traceFlow(modules: readonly ModuleNode[], start: Upstream | undefined, depth: number): Upstream | undefined {
    let upstream = start;
    let branchEnds: readonly (Upstream | undefined)[] = [];
    for (const node of modules) {
      // The mappings of a merge read the branches that lead to it; the modules behind it read the merge.
      const beforeMerge = upstream;
      if (node.merge) upstream = joinPaths(branchEnds, upstream);
      const feeder = isAggregator(node) ? findFeeder(node, upstream, compilation) : undefined;
      paths.set(node, { upstream, feeder: feeder?.node, isBehindRouter: feeder !== undefined && feeder.depth < depth });
      // What was made between feeder and aggregator is folded away; the handler of the aggregator still sees it.
      const own: Upstream = { node, depth, above: upstream };
      if (node.onerror) traceFlow(node.onerror, own, depth + 1);
      if (node.merge) upstream = { node, depth, above: beforeMerge };
      else upstream = feeder === undefined ? own : { node, depth, above: feeder.above };
      for (const route of node.routes) traceFlow(route.flow, upstream, depth + 1);
      const here = upstream;
      branchEnds = node.branches.map((branch) => traceFlow(branch.flow, here, depth + 1));
    }
    return upstream;
  }
}

/** One path that has the modules of all: only their ids are asked for, so their order does not matter. */
function joinPaths(ends: readonly (Upstream | undefined)[], stem: Upstream | undefined): Upstream | undefined {
  let joined = stem;
  for (const end of ends) {
    for (let entry = end; entry !== undefined && entry !== stem; entry = entry.above) {
      joined = { node: entry.node, depth: entry.depth, above: joined };
    }
  }
  return joined;
}

export function findUpstream(
  upstream: Upstream | undefined,
  matches: (node: ModuleNode) => boolean,
): Upstream | undefined {
  for (let entry = upstream; entry !== undefined; entry = entry.above) if (matches(entry.node)) return entry;
  return undefined;
}

function findFeeder(node: ModuleNode, upstream: Upstream | undefined, compilation: Compilation): Upstream | undefined {
  const pointer = childPointer(childPointer(node.pointer, 'parameters'), 'feeder');
  const subject = String(node.feederId ?? '');
  if (node.feederId === undefined) {
    const nearest = findUpstream(upstream, (candidate) => FEEDERS.has(candidate.name)) ?? upstream;
    compilation.report(node, 'unknown-feeder', 'warning', {
      pointer,
      message:
        nearest === undefined
          ? 'The aggregator names no feeder and nothing comes before it.'
          : `The aggregator names no feeder; module ${String(nearest.node.id)} is taken.`,
    });
    return nearest;
  }
  const feeder = findUpstream(upstream, (candidate) => candidate.id === node.feederId);
  if (feeder === undefined) {
    const exists = compilation.hasModule(node.feederId);
    compilation.report(node, exists ? 'feeder-not-upstream' : 'unknown-feeder', 'error', {
      pointer,
      subject,
      message: exists
        ? `Module ${subject} feeds this aggregator but does not come before it; choose a module upstream.`
        : `No module has the id ${subject} that feeds this aggregator; choose a module upstream.`,
    });
  }
  return feeder;
}
