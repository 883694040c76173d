import type { ModuleNode } from '../blueprint.ts';
import type { Compilation } from './compilation.ts';
import { findUpstream, type Path } from './trace-paths.ts';

/**
 * Reports references to modules that do not exist (deleted since; Make leaves them in) and to modules whose bundle is not there
 * when the template is evaluated. Both read as empty in a run, so they are warnings.
 */
export function checkReferences(paths: ReadonlyMap<ModuleNode, Path>, compilation: Compilation): void {
  for (const [node, path] of paths) {
    for (const { moduleId, field, pointer } of compilation.referencesOf(node)) {
      if (findUpstream(path.upstream, (candidate) => candidate.id === moduleId)) continue;
      const subject = String(moduleId);
      const exists = compilation.hasModule(moduleId);
      compilation.report(node, exists ? 'forward-reference' : 'unknown-reference', 'warning', {
        pointer,
        subject,
        message: exists
          ? `"${field}" reads module ${subject}, which does not come before this one; it will be empty.`
          : `"${field}" reads module ${subject}, which does not exist; it will be empty.`,
      });
    }
  }
}
