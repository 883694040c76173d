import type { SyntaxNode } from '@lezer/common';
import type { Evaluate } from '../evaluate/evaluate.ts';
import type { UnknownFunction } from '../template/compiled-template.ts';

/** What `[]` means where the node stands: see Parameter. */
export type ListMode = 'all' | 'first' | 'trailing';

/** Where a node stands. */
export interface Place {
  readonly lists: ListMode;
  /** Inside the parentheses of a call, where an unknown bare word is text. */
  readonly insideCall: boolean;
}

/** Shared by the compilers of one hole; collects what the whole template wants to know. */
export interface CompileContext {
  /** Text of the hole; positions of nodes count from its start. */
  readonly source: string;
  /** Where the hole's text starts in the template. */
  readonly offset: number;
  readonly references: Set<number>;
  readonly unknownFunctions: UnknownFunction[];
  /** Handed on instead of imported, so that the files of the node kinds do not import each other in a circle. */
  compile(node: SyntaxNode, place: Place): Evaluate;
}

export function nodeText(context: CompileContext, node: SyntaxNode): string {
  return context.source.slice(node.from, node.to);
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** A node the grammar promises; its absence is a fault of ours. */
export function only(node: SyntaxNode | null | undefined): SyntaxNode {
  if (node === null || node === undefined) throw new TypeError('The syntax tree lacks a node its grammar promises.');
  return node;
}
