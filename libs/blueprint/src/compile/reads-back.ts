import type { ModuleNode } from '../blueprint.ts';
import type { Compilation } from './compilation.ts';

/**
 * Whether what module `from` reads leads back to module `to`, through any number of modules that read each other. Asked for
 * references only that point forward, of which a sound blueprint has none, so it need not be fast.
 */
export function readsBack(from: number, to: number, nodes: Iterable<ModuleNode>, compilation: Compilation): boolean {
  const readBy = new Map<number, Set<number>>();
  for (const node of nodes) {
    const reads = readBy.get(node.id) ?? new Set<number>();
    for (const { moduleId } of compilation.referencesOf(node)) reads.add(moduleId);
    readBy.set(node.id, reads);
  }
  const seen = new Set<number>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(readBy.get(id) ?? []));
  }
  return false;
}
