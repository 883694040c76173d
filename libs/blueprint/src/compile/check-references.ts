import type { ModuleNode } from '../blueprint.ts';
import type { Compilation, Reference } from './compilation.ts';
import { readsBack } from './reads-back.ts';
import { findUpstream, type Path } from './trace-paths.ts';

/**
 * Reports references to modules that do not exist (deleted since; Make leaves them in) and to modules whose bundle is not there
 * when the template is evaluated. Both read as empty in a run, so they are warnings; modules that read each other in a circle
 * can never have meant what they say, so that is an error.
 */
export function checkReferences(paths: ReadonlyMap<ModuleNode, Path>, compilation: Compilation): void {
  for (const [node, path] of paths) {
    for (const reference of compilation.referencesOf(node)) {
      if (findUpstream(path.upstream, (candidate) => candidate.id === reference.moduleId)) continue;
      report(node, reference, paths.keys(), compilation);
    }
  }
}

function report(
  node: ModuleNode,
  { moduleId, field, pointer, position }: Reference,
  nodes: Iterable<ModuleNode>,
  compilation: Compilation,
): void {
  const subject = String(moduleId);
  const place = { pointer, subject, ...(position === undefined ? {} : { position }) };
  if (!compilation.hasModule(moduleId)) {
    const message = `"${field}" reads module ${subject}, which does not exist; it will be empty.`;
    compilation.report(node, 'unknown-reference', 'warning', { ...place, message });
  } else if (moduleId === node.id) {
    const message = `"${field}" reads its own module, which has no output yet; it will be empty.`;
    compilation.report(node, 'cyclic-reference', 'warning', { ...place, message });
  } else if (readsBack(moduleId, node.id, nodes, compilation)) {
    const message = `"${field}" reads module ${subject}, which itself waits for this one; break the circle.`;
    compilation.report(node, 'cyclic-reference', 'error', { ...place, message });
  } else {
    const message = `"${field}" reads module ${subject}, which does not come before this one; it will be empty.`;
    compilation.report(node, 'forward-reference', 'warning', { ...place, message });
  }
}
