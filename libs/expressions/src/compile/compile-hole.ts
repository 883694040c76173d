import type { Evaluate } from '../evaluate/evaluate.ts';
import { ExpressionSyntaxError } from '../expressions.errors.ts';
import { parser } from '../grammar/generated/expression.parser.ts';
import type { UnknownFunction } from '../template/compiled-template.ts';
import type { CompileContext } from './compile-context.ts';
import { compileNode } from './compile-expression.ts';
import { constant } from './compile-literal.ts';
import { describeSyntaxError } from './describe-syntax-error.ts';

/** Strict: the first token that does not fit ends it; recovery is for editors. */
const strictParser = parser.configure({ strict: true });

/** What the holes of one template have in common. */
export interface TemplateFindings {
  readonly references: Set<number>;
  readonly unknownFunctions: UnknownFunction[];
}

/**
 * Compiles the inside of one hole that starts at `offset` of the template.
 * @throws ExpressionSyntaxError with the position in the template
 */
export function compileHole(source: string, offset: number, findings: TemplateFindings): Evaluate {
  const root = parse(source, offset).topNode.firstChild;
  if (root === null) return constant(undefined);
  const context: CompileContext = {
    source,
    offset,
    ...findings,
    compile: (node, place) => compileNode(context, node, place),
  };
  return context.compile(root, { lists: 'first', insideCall: false });
}

function parse(source: string, offset: number) {
  try {
    return strictParser.parse(source);
  } catch (error) {
    const position = error instanceof SyntaxError ? /^No parse at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (position === undefined) throw error;
    const { at, expected, found } = describeSyntaxError(source, Number(position));
    throw new ExpressionSyntaxError(offset + at, expected, found);
  }
}
