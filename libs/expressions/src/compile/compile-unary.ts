import type { SyntaxNode } from '@lezer/common';
import { toBoolean } from '../coerce/to-boolean.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Value } from '../value.ts';
import { childrenOf, type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { constant, constantOf } from './compile-literal.ts';
import { located } from './located.ts';
import { affirm, negate } from './operators.ts';

type Sign = (value: Value) => Value;

const operators = new Map<string, Sign>([
  ['!', (value) => !toBoolean(value)],
  ['-', negate],
  ['+', affirm],
]);

/** `!`, `-` and `+` before an operand. A row of them is applied in a loop, so that its length costs no stack. */
export function compileUnary(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const nodes = childrenOf(node);
  const operand = only(nodes.pop());
  const applied = nodes.map((sign) => {
    const apply = operators.get(nodeText(context, sign));
    if (apply === undefined) throw new TypeError('The grammar knows a sign that has no meaning.');
    return apply;
  });
  applied.reverse();
  const inner = context.compile(operand, { lists: 'first', insideCall: place.insideCall });
  const literal = constantOf(inner);
  const position = context.offset + node.from;
  if (typeof literal?.value === 'number') return constant(applySigns(applied, literal.value));
  return (evaluation) => {
    try {
      return applySigns(applied, inner(evaluation));
    } catch (error) {
      throw located(error, position);
    }
  };
}

function applySigns(signs: readonly Sign[], value: Value): Value {
  let result = value;
  for (const sign of signs) result = sign(result);
  return result;
}
