import type { SyntaxNode } from '@lezer/common';
import { toBoolean } from '../coerce/to-boolean.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';
import { type CompileContext, childrenOf, nodeText, only, type Place } from './compile-context.ts';
import { located } from './located.ts';
import { type BinaryOperator, binaryOperators } from './operators.ts';

/** `a + b - c`: operators of the same strength, from left to right, in one flat node; evaluated in a loop, whatever the length. */
export function compileChain(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const [head, ...tail] = childrenOf(node);
  const operandPlace: Place = { lists: 'first', insideCall: place.insideCall };
  const first = context.compile(only(head), operandPlace);
  const links: Link[] = [];
  for (let at = 0; at + 1 < tail.length; at += 2) {
    links.push(linkOf(context, only(tail[at]), context.compile(only(tail[at + 1]), operandPlace)));
  }
  const [lone] = links;
  if (links.length === 1 && lone !== undefined) return (evaluation) => lone(first(evaluation), evaluation);
  return (evaluation) => {
    let value = first(evaluation);
    for (const link of links) value = link(value, evaluation);
    return value;
  };
}

/** An operator with its right side: takes what stands on its left. */
type Link = (left: Value, evaluation: Evaluation) => Value;

function linkOf(context: CompileContext, operator: SyntaxNode, right: Evaluate): Link {
  if (operator.name === 'AndOperator') return (left, evaluation) => toBoolean(left) && toBoolean(right(evaluation));
  if (operator.name === 'OrOperator') return (left, evaluation) => toBoolean(left) || toBoolean(right(evaluation));
  const apply = binaryOperators.get(nodeText(context, operator));
  if (apply === undefined) throw new TypeError('The grammar knows an operator that has no meaning.');
  return applyAt(apply, right, context.offset + operator.from);
}

function applyAt(apply: BinaryOperator, right: Evaluate, position: number): Link {
  return (left, evaluation) => {
    const value = right(evaluation);
    try {
      return apply(left, value, evaluation);
    } catch (error) {
      throw located(error, position);
    }
  };
}
