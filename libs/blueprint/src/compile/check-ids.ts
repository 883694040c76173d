import { childPointer } from '../pointer.ts';
import { walkModules } from '../walk-modules.ts';
import type { Compilation } from './compilation.ts';

/** An id is the number by which templates and handlers name a module, so two of them make every reference ambiguous. */
export function checkIds(compilation: Compilation): void {
  const first = new Map<number, string>();
  for (const node of walkModules(compilation.blueprint.flow)) {
    const other = first.get(node.id);
    if (other === undefined) {
      first.set(node.id, node.pointer);
      continue;
    }
    compilation.report(node, 'repeated-id', 'error', {
      pointer: childPointer(node.pointer, 'id'),
      subject: String(node.id),
      message: `The id ${String(node.id)} is already that of the module at ${other}; give one of them another.`,
    });
  }
}
