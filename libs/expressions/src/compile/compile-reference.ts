import type { SyntaxNode } from '@lezer/common';
import type { Evaluate } from '../evaluate/evaluate.ts';
import { isForbidden } from '../evaluate/own-property.ts';
import { isCollection } from '../value.ts';
import { type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { quotedName } from './compile-literal.ts';
import { EVERY, compilePath, pathSteps, type PathStep } from './path.ts';

const MODULE_ID = /^\d{1,15}$/;

/** `1.name`, `1.items[2].x`: a field of a module's bundle. */
export function compileModuleReference(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const moduleId = Number(nodeText(context, only(node.getChild('ModuleId'))));
  return moduleField(context, moduleId, pathSteps(context, node), place);
}

/** `` `1` `` is the whole bundle of module 1; any other quoted name is a variable. */
export function compileQuotedReference(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const [root, ...steps] = pathSteps(context, node);
  const name = typeof root === 'string' ? root : quotedName(nodeText(context, only(node.firstChild)));
  if (MODULE_ID.test(name)) return moduleField(context, Number(name), steps, place);
  return variablePath([name, ...steps], place);
}

/** The names before the first index go to the scope, which knows its variables; the rest is read here. */
export function variablePath(steps: readonly PathStep[], place: Place): Evaluate {
  const firstIndex = steps.findIndex((step) => typeof step !== 'string');
  const names = (firstIndex < 0 ? steps : steps.slice(0, firstIndex)) as string[];
  const read = compilePath(firstIndex < 0 ? [] : steps.slice(firstIndex), place.lists);
  return (evaluation) => read(evaluation.scope.variable(names), evaluation);
}

function moduleField(context: CompileContext, moduleId: number, steps: PathStep[], place: Place): Evaluate {
  context.references.add(moduleId);
  const [name] = steps;
  if (steps.length === 1 && typeof name === 'string' && !isForbidden(name)) {
    return (evaluation) => {
      const bundle = evaluation.scope.bundle(moduleId);
      return isCollection(bundle) && Object.hasOwn(bundle, name) ? bundle[name] : undefined;
    };
  }
  // `1[].x` would mean the bundle itself, which is a collection: the list marker says nothing there.
  const read = compilePath(steps[0] === EVERY ? steps.slice(1) : steps, place.lists);
  return (evaluation) => read(evaluation.scope.bundle(moduleId), evaluation);
}
