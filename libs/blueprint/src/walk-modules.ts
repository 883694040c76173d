import type { ModuleNode } from './blueprint.ts';

/** Every module of a flow in the order of the document: a module, its routes, its branches, its error handler, the next module. */
export function* walkModules(flow: readonly ModuleNode[]): Generator<ModuleNode> {
  for (const module of flow) {
    yield module;
    for (const route of module.routes) yield* walkModules(route.flow);
    for (const branch of module.branches) yield* walkModules(branch.flow);
    if (module.onerror) yield* walkModules(module.onerror);
  }
}
