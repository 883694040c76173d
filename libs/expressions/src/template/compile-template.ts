import { compileHole, type TemplateFindings } from '../compile/compile-hole.ts';
import { constantOf } from '../compile/compile-literal.ts';
import { toText } from '../coerce/to-text.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';
import type { CompiledTemplate } from './compiled-template.ts';
import { splitTemplate } from './split-template.ts';
import { located } from '../compile/located.ts';

type Piece = string | { readonly evaluate: Evaluate; readonly position: number };

/**
 * Reads a template once: `plain`, `{{1.a}}`, `x {{1.a}} y`. An unknown function does not fail here; it is listed and is a
 * DataError when it is evaluated, so that a blueprint with one can be imported and shown.
 * @throws ExpressionSyntaxError
 */
export function compileTemplate(text: string): CompiledTemplate {
  const findings: TemplateFindings = { references: new Set(), unknownFunctions: [] };
  const pieces = splitTemplate(text).map((part): Piece => {
    if (part.kind === 'text') return part.text;
    return { evaluate: compileHole(part.text, part.offset, findings), position: part.offset };
  });
  const evaluate = assemble(pieces);
  return {
    text,
    references: [...findings.references].sort((left, right) => left - right),
    unknownFunctions: findings.unknownFunctions,
    isConstant: pieces.every((piece) => typeof piece === 'string'),
    evaluate: (scope) => evaluate(new Evaluation(scope)),
  };
}

function assemble(pieces: readonly Piece[]): Evaluate {
  const [first] = pieces;
  if (first === undefined) return () => '';
  if (pieces.length === 1) return typeof first === 'string' ? () => first : first.evaluate;
  const texts = mergeConstants(pieces.map(textPiece));
  return (evaluation) => {
    let text = '';
    for (const piece of texts) {
      text += typeof piece === 'string' ? piece : piece(evaluation);
      evaluation.ensureSize(text.length);
    }
    return text;
  };
}

type TextPiece = string | ((evaluation: Evaluation) => string);

function textPiece(piece: Piece): TextPiece {
  if (typeof piece === 'string') return piece;
  const { evaluate, position } = piece;
  const literal = constantOf(evaluate)?.value;
  if (typeof literal === 'string') return literal;
  return (evaluation) => {
    const value: Value = evaluate(evaluation);
    if (typeof value === 'string') return value;
    try {
      return toText(value, evaluation.budget);
    } catch (error) {
      throw located(error, position);
    }
  };
}

/** `{{newline}}` and its like become part of the text around them. */
function mergeConstants(pieces: readonly TextPiece[]): TextPiece[] {
  const merged: TextPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged;
}
