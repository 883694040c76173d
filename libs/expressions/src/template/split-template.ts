import { ExpressionSyntaxError } from '../expressions.errors.ts';

/** A stretch of plain text, or the inside of one `{{ }}`; `offset` is where it starts in the template. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly text: string; readonly offset: number };

/** Deeper nesting of parentheses than any person writes; it bounds the recursion of the compiler and of its closures. */
const MAXIMUM_NESTING = 200;
/** One hole, in characters; the parser's work grows with it, and real ones have some thousand at most. */
const MAXIMUM_HOLE = 100_000;

/**
 * Cuts a template into text and holes. `}}` inside a string or a quoted name does not end the hole. Of three or more braces in
 * a row the last two open it, because no expression starts with one: JSON typed around a hole has them (`{{{1.key}}: 1}`).
 * @throws ExpressionSyntaxError when a hole is not closed, or is too long or too deeply nested
 */
export function splitTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    const open = findOpen(template, at);
    const text = open < 0 ? template.slice(at) : template.slice(at, open);
    if (text !== '') parts.push({ kind: 'text', text });
    if (open < 0) return parts;
    const close = findClose(template, open + 2);
    parts.push({ kind: 'hole', text: template.slice(open + 2, close), offset: open + 2 });
    at = close + 2;
  }
}

function findOpen(template: string, from: number): number {
  let open = template.indexOf('{{', from);
  while (open >= 0 && template.charAt(open + 2) === '{') open += 1;
  return open;
}

function findClose(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at += 1) {
    const character = template.charAt(at);
    if (character === '}' && template.charAt(at + 1) === '}') return at;
    if (character === '"' || character === '`' || (character === "'" && !followsWord(template, at))) {
      at = skipQuoted(template, at, character);
    } else if (character === '(') {
      depth += 1;
      if (depth > MAXIMUM_NESTING) {
        throw new ExpressionSyntaxError(at, `at most ${String(MAXIMUM_NESTING)} nested parentheses`, 'one more');
      }
    } else if (character === ')') depth -= 1;
    if (at - start > MAXIMUM_HOLE) {
      throw new ExpressionSyntaxError(start, `at most ${String(MAXIMUM_HOLE)} characters between {{ and }}`, 'more');
    }
  }
  throw new ExpressionSyntaxError(template.length, '`}}`', 'the end');
}

/** In a word typed without quotes (`don't`) an apostrophe opens no string. */
function followsWord(template: string, at: number): boolean {
  return /[\p{L}\p{N}_]/u.test(template.charAt(at - 1));
}

/** Position of the closing quote. A doubled quote closes one string and opens the next, which comes to the same. */
function skipQuoted(template: string, open: number, quote: string): number {
  const close = template.indexOf(quote, open + 1);
  if (close < 0) throw new ExpressionSyntaxError(open, `a closing ${quote} for this one`, 'the end');
  return close;
}
