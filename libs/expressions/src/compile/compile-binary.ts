import type { SyntaxNode } from '@lezer/common';
import { toBoolean } from '../coerce/to-boolean.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import { type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { located } from './located.ts';
import { binaryOperators } from './operators.ts';

type Link = (left: Evaluate, right: Evaluate) => Evaluate;

/**
 * `a + b + c …` leans to the left in the tree, ten thousand operands are ten thousand levels. The left spine is therefore
 * walked in a loop, and long chains are evaluated in one as well: neither compiling nor evaluating recurses on it.
 */
export function compileBinary(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const operandPlace: Place = { lists: 'first', insideCall: place.insideCall };
  const links: { readonly link: ChainLink; readonly right: Evaluate }[] = [];
  let left: SyntaxNode = node;
  while (left.name === 'Binary') {
    const operator = only(only(left.firstChild).nextSibling);
    links.push({
      link: linkOf(context, operator),
      right: context.compile(only(left.lastChild), operandPlace),
    });
    left = only(left.firstChild);
  }
  const first = context.compile(left, operandPlace);
  links.reverse();
  const [lone] = links;
  if (links.length === 1 && lone !== undefined) return lone.link(first, lone.right);
  return (evaluation) => {
    let value = first(evaluation);
    for (const { link, right } of links) value = link(() => value, right)(evaluation);
    return value;
  };
}

type ChainLink = Link;

function linkOf(context: CompileContext, node: SyntaxNode): ChainLink {
  const position = context.offset + node.from;
  if (node.name === 'AndOperator') {
    return (left, right) => (evaluation) => toBoolean(left(evaluation)) && toBoolean(right(evaluation));
  }
  if (node.name === 'OrOperator') {
    return (left, right) => (evaluation) => toBoolean(left(evaluation)) || toBoolean(right(evaluation));
  }
  const operator = binaryOperators.get(nodeText(context, node));
  if (operator === undefined) throw new TypeError('The grammar knows an operator that has no meaning.');
  return (left, right) => (evaluation) => {
    const before = left(evaluation);
    const after = right(evaluation);
    try {
      return operator(before, after, evaluation);
    } catch (error) {
      throw located(error, position);
    }
  };
}
