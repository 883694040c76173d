import type { SyntaxNode } from '@lezer/common';
import type { Evaluate } from '../evaluate/evaluate.ts';
import { ExpressionSyntaxError } from '../expressions.errors.ts';
import { compileCall } from './compile-call.ts';
import { compileChain } from './compile-chain.ts';
import { type CompileContext, childrenOf, nodeText, only, type Place } from './compile-context.ts';
import { constant, stringValue } from './compile-literal.ts';
import { compileModuleReference, compileQuotedReference } from './compile-reference.ts';
import { compileUnary } from './compile-unary.ts';
import { compileVariable } from './compile-variable.ts';
import { compilePath, pathSteps } from './path.ts';

type CompileNode = (context: CompileContext, node: SyntaxNode, place: Place) => Evaluate;

const compilers = new Map<string, CompileNode>([
  ['Number', (context, node) => constant(Number(nodeText(context, node)))],
  ['DateText', (context, node) => constant(nodeText(context, node))],
  ['PatternText', (context, node) => constant(nodeText(context, node))],
  ['RawText', (context, node) => constant(nodeText(context, node))],
  ['String', (context, node) => constant(stringValue(nodeText(context, node)))],
  ['Variable', compileVariable],
  ['ModuleReference', compileModuleReference],
  ['QuotedReference', compileQuotedReference],
  ['Call', compileCall],
  ['Access', compileAccess],
  ['Group', (context, node, place) => context.compile(only(childrenOf(node)[1]), place)],
  ['Unary', compileUnary],
  ['Disjunction', compileChain],
  ['Conjunction', compileChain],
  ['Equality', compileChain],
  ['Relation', compileChain],
  ['Sum', compileChain],
  ['Product', compileChain],
  ['BareText', compileBareText],
]);

/** Turns one node of the tree into a closure. It recurses over parentheses only, and the splitter bounds those. */
export function compileNode(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const compile = compilers.get(node.name);
  if (compile === undefined) throw new TypeError(`The grammar has a node ${node.name} that no compiler handles.`);
  return compile(context, node, place);
}

/** `first(1.items[]).name` */
function compileAccess(context: CompileContext, node: SyntaxNode, place: Place): Evaluate {
  const call = context.compile(only(node.firstChild), place);
  const read = compilePath(pathSteps(context, node), place.lists);
  return (evaluation) => read(call(evaluation), evaluation);
}

/** Several words in a row are text inside a call (handled with the arguments) and a mistake anywhere else. */
function compileBareText(context: CompileContext, node: SyntaxNode): Evaluate {
  const second = only(only(node.firstChild).nextSibling);
  throw new ExpressionSyntaxError(
    context.offset + second.from,
    'an operator or `}}`',
    `\`${nodeText(context, second).slice(0, 40)}\``,
  );
}
