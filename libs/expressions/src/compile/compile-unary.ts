import type { SyntaxNode } from '@lezer/common';
import { toBoolean } from '../coerce/to-boolean.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Value } from '../value.ts';
import { type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { constant, constantOf } from './compile-literal.ts';
import { located } from './located.ts';
import { affirm, negate } from './operators.ts';

const operators = new Map<string, (value: Value) => Value>([
  ['!', (value) => !toBoolean(value)],
  ['-', negate],
  ['+', affirm],
]);

/** `!`, `-` and `+` before an operand. A row of them is applied in a loop, so that its length costs no stack. */
export function compileUnary(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const applied: ((value: Value) => Value)[] = [];
  let operand: SyntaxNode = node;
  while (operand.name === 'Unary') {
    const apply = operators.get(nodeText(context, only(operand.firstChild)));
    if (apply === undefined) throw new TypeError('The grammar knows a sign that has no meaning.');
    applied.push(apply);
    operand = only(operand.lastChild);
  }
  applied.reverse();
  const inner = context.compile(operand, { lists: 'first', insideCall: place.insideCall });
  const literal = constantOf(inner);
  const position = context.offset + node.from;
  if (typeof literal?.value === 'number')
    return constant(applied.reduce((value, apply) => apply(value), literal.value as Value));
  return (evaluation) => {
    try {
      return applied.reduce((value, apply) => apply(value), inner(evaluation));
    } catch (error) {
      throw located(error, position);
    }
  };
}
