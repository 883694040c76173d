import type { SyntaxNode } from '@lezer/common';
import { ExpressionSyntaxError } from '../expressions.errors.ts';
import { type CompileContext, childrenOf } from './compile-context.ts';

/** One argument: a node to compile, a text typed without quotes, or nothing between two separators. */
export type CallArgument = { readonly node: SyntaxNode } | { readonly text: string } | 'missing';

const TEXT_LIKE = new Set(['Variable', 'Number', 'DateText', 'BareText', 'Punctuation']);

/**
 * Splits at `;`. Without any `;` a comma separates too, as in the SDK's dialect; beside a `;` it is part of a text typed
 * without quotes (`split(John, George; ,)`), and an error next to anything else.
 */
export function callArguments(context: CompileContext, list: SyntaxNode): CallArgument[] {
  const inside = childrenOf(list).slice(1, -1);
  if (inside.length === 0) return [];
  const separator = inside.some((node) => node.name === 'Semicolon') ? 'Semicolon' : 'Comma';
  const groups: SyntaxNode[][] = [[]];
  for (const node of inside) {
    if (node.name === separator) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.map((group) => callArgument(context, group));
}

function callArgument(context: CompileContext, group: readonly SyntaxNode[]): CallArgument {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return 'missing';
  if (group.length === 1 && first.name !== 'Comma' && first.name !== 'BareText' && first.name !== 'Punctuation') {
    return { node: first };
  }
  const stray = group.every((node) => node.name === 'Comma' || TEXT_LIKE.has(node.name))
    ? undefined
    : group.find((node) => node.name === 'Comma');
  if (stray !== undefined)
    throw new ExpressionSyntaxError(context.offset + stray.from, 'an operator, `;` or `)`', '`,`');
  return { text: context.source.slice(first.from, last.to) };
}
