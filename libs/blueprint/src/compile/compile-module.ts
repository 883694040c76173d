import type { ModuleNode, RouteNode } from '../blueprint.ts';
import { BUILTIN_MODULES } from '../builtin-modules.ts';
import { childPointer } from '../pointer.ts';
import type { Compilation } from './compilation.ts';
import { compileField } from './compile-field.ts';
import { compileFilter } from './compile-filter.ts';
import { compileMerge } from './compile-merge.ts';
import type { CompiledModule, CompiledRoute } from './compiled-scenario.ts';
import { suggestModule } from './suggest-module.ts';
import { isAggregator } from './trace-paths.ts';

export interface FlowCompilation {
  readonly compilation: Compilation;
  /** Filled on the way. */
  readonly compiled: Map<ModuleNode, CompiledModule>;
}

/** Compiles a flow from its end, so that each module can hold the one after it. Answers its first module. */
export function compileFlow(flow: readonly ModuleNode[], into: FlowCompilation): CompiledModule | undefined {
  return flow.reduceRight<CompiledModule | undefined>((next, node) => {
    const module = compileModule(node, next, into);
    into.compiled.set(node, module);
    return module;
  }, undefined);
}

function compileModule(node: ModuleNode, next: CompiledModule | undefined, into: FlowCompilation): CompiledModule {
  const { compilation } = into;
  const place = (key: string, field = ''): Parameters<typeof compileField>[1] => ({
    node,
    pointer: childPointer(node.pointer, key),
    field,
  });
  const isKnown = checkKnown(node, compilation);
  return {
    id: node.id,
    name: node.name,
    version: node.version,
    label: node.label,
    pointer: node.pointer,
    isKnown,
    parameters: compileField(node.parameters, { ...place('parameters'), otherwise: 'keep' }, compilation),
    mapper: compileField(node.mapper, { ...place('mapper'), otherwise: isKnown ? 'refuse' : 'remark' }, compilation),
    filter: node.filter && compileFilter(node.filter, node, compilation),
    routes: node.routes.map((route) => compileRoute(route, into)),
    fallbackRoute: node.fallbackRoute,
    branches: node.branches.map((branch) => ({
      ...compileRoute(branch, into),
      type: branch.type,
      label: branch.label,
      conditions: branch.conditions && compileFilter(branch.conditions, node, compilation),
      isMerged: branch.isMerged,
    })),
    merge: node.merge && compileMerge(node.merge, node, compilation),
    isDisabled: node.isDisabled,
    handler: node.onerror && compileFlow(node.onerror, into),
    isAggregator: isAggregator(node),
    groupBy:
      node.groupBy === undefined ? undefined : compileField(node.groupBy, place('flags', 'groupBy'), compilation),
    stopIfEmpty: node.stopIfEmpty,
    next,
  };
}

function compileRoute(route: RouteNode, into: FlowCompilation): CompiledRoute {
  return {
    first: compileFlow(route.flow, into),
    isDisabled: route.isDisabled,
    aggregators: route.flow.filter(isAggregator).flatMap((child) => into.compiled.get(child) ?? []),
  };
}

function checkKnown(node: ModuleNode, compilation: Compilation): boolean {
  const isKnown = BUILTIN_MODULES.has(node.name) || compilation.options.isKnownModule(node.name, node.version);
  if (!isKnown) {
    const meant = suggestModule(node.name, compilation.options.moduleNames ?? []);
    compilation.report(node, 'unknown-module', 'warning', {
      pointer: childPointer(node.pointer, 'module'),
      subject: node.name,
      ...(meant === undefined ? {} : { suggestion: meant }),
      message: `No app here provides ${node.name}; it is kept as a placeholder and must be replaced before the scenario can be activated.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    });
  }
  return isKnown;
}
