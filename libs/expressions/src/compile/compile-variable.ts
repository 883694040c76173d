import type { SyntaxNode } from '@lezer/common';
import type { Evaluate } from '../evaluate/evaluate.ts';
import { type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { variablePath } from './compile-reference.ts';
import { keywords } from './keywords.ts';
import { pathSteps } from './path.ts';

/**
 * A bare word or dotted path: a keyword, else a variable of the scope, else (inside a call, where the mapper lets one type
 * without quotes) its own text. Outside of calls an unknown name is empty, as a missing field is.
 */
export function compileVariable(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const root = nodeText(context, only(node.firstChild));
  const steps = pathSteps(context, node);
  const keyword = steps.length === 0 ? keywords.get(root) : undefined;
  if (keyword !== undefined) return keyword;
  const read = variablePath([root, ...steps], place);
  // `Emails[]` without such a variable is a name that is missing, not a text: nobody types brackets as text.
  if (!place.insideCall || steps.some((step) => typeof step !== 'string')) return read;
  const text = nodeText(context, node);
  return (evaluation) => {
    const value = read(evaluation);
    return value === undefined ? text : value;
  };
}
