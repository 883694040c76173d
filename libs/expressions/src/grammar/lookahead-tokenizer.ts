import { ExternalTokenizer, type InputStream } from '@lezer/lr';
import { DateText, ModuleId, Number as NumberTerm, PatternText, RawText } from './generated/expression.parser.terms.ts';

const isDigit = (code: number) => code >= 48 && code <= 57;
const isNameStart = (code: number) =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 36 || code === 64 || code > 160;
const HYPHEN = 45;
const DOT = 46;
const COLON = 58;
const SLASH = 47;
const SEMICOLON = 59;
const BRACKET = 91;
const BACKTICK = 96;

function digitsFrom(input: InputStream, from: number): number {
  let end = from;
  while (isDigit(input.peek(end))) end += 1;
  return end;
}

/** `-06` or `:30`: the sign and exactly two digits. */
function hasPair(input: InputStream, at: number, sign: number): boolean {
  return input.peek(at) === sign && digitsFrom(input, at + 1) === at + 3;
}

function offsetEnd(input: InputStream, at: number): number {
  const code = input.peek(at);
  if (code === 90) return at + 1;
  if (code !== 43 && code !== HYPHEN) return at;
  const end = digitsFrom(input, at + 1);
  if (end === at + 5) return end;
  return end === at + 3 && hasPair(input, end, COLON) ? end + 3 : at;
}

/** Length of an ISO date or date-time at the cursor, 0 when there is none. */
function isoDateEnd(input: InputStream, yearEnd: number): number {
  if (yearEnd !== 4 || !hasPair(input, 4, HYPHEN) || !hasPair(input, 7, HYPHEN)) return 0;
  if (input.peek(10) !== 84 || digitsFrom(input, 11) !== 13 || !hasPair(input, 13, COLON)) return 10;
  let end = 16;
  if (hasPair(input, end, COLON)) {
    end += 3;
    const fractionEnd = input.peek(end) === DOT ? digitsFrom(input, end + 1) : end;
    if (fractionEnd > end + 1) end = fractionEnd;
  }
  return offsetEnd(input, end);
}

/** `1.5` is a number, `1.name`, `1.5.name`, `1.2fa` and `1[2]` start with the id of a module. */
function isModuleId(input: InputStream, end: number): boolean {
  if (input.peek(end) === BRACKET) return true;
  if (input.peek(end) !== DOT) return false;
  const fractionEnd = digitsFrom(input, end + 1);
  if (fractionEnd === end + 1) return true;
  const after = input.peek(fractionEnd);
  if (after === BRACKET || isNameStart(after)) return true;
  if (after !== DOT) return false;
  const next = input.peek(fractionEnd + 1);
  return isNameStart(next) || isDigit(next) || next === BACKTICK;
}

/** Length of an unquoted `/pattern/flags` that fills its argument, 0 when there is none; one with a `;` needs quotes. */
function patternEnd(input: InputStream): number {
  let end = 1;
  for (let code = input.peek(end); code >= 0 && code !== 10 && code !== SEMICOLON; code = input.peek(end)) {
    end += 1;
    if (code !== SLASH || end === 2) continue;
    while (isNameStart(input.peek(end))) end += 1;
    let after = end;
    while (input.peek(after) === 32) after += 1;
    const closer = input.peek(after);
    if (closer === SEMICOLON || closer === 41) return end;
  }
  return 0;
}

/**
 * Texts that documentation shows without quotes and that no expression can be: markup, base64 with its padding, percent
 * encoding, a date with a time behind a space, a replacement with `$&` or `$1`.
 */
const RAW_TEXTS = [
  /^<[A-Za-z/!]/,
  /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)$/,
  /^[^\s.]*%\d[\dA-F]?[A-Za-z]/,
  /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}/,
  /^[^.]*\$[&\d]/,
];
const LONGEST_RAW = 200;
/** Quotes, brackets and line breaks: what holds one is an expression, or needs quotes. */
const NEVER_RAW = new Set([10, 34, 39, 40, BRACKET, 92, BACKTICK]);

/** Length of a text without quotes that fills its argument and looks like none of the language, 0 when there is none. */
function rawTextEnd(input: InputStream): number {
  // The tokenizer is asked once more behind the blanks.
  if (input.next === 32) return 0;
  let raw = '';
  for (let code = input.next; code !== SEMICOLON && code !== 41; code = input.peek(raw.length)) {
    if (code < 0 || raw.length >= LONGEST_RAW || NEVER_RAW.has(code)) return 0;
    raw += String.fromCharCode(code);
  }
  raw = raw.trimEnd();
  return RAW_TEXTS.some((form) => form.test(raw)) ? raw.length : 0;
}

/**
 * What starts with a digit cannot be told apart by a regular token, which sees no further than its own end.
 * An unquoted ISO date counts as text, not as a subtraction: nobody subtracts zero-padded numbers.
 */
export const lookahead = new ExternalTokenizer(
  (input, stack) => {
    if (input.next === SLASH && stack.canShift(PatternText)) {
      const patternLength = patternEnd(input);
      if (patternLength > 0) input.acceptToken(PatternText, patternLength);
    }
    const rawLength = stack.canShift(RawText) ? rawTextEnd(input) : 0;
    if (rawLength > 0) input.acceptToken(RawText, rawLength);
    if (rawLength > 0 || !isDigit(input.next)) return;
    const end = digitsFrom(input, 0);
    const dateEnd = stack.canShift(DateText) ? isoDateEnd(input, end) : 0;
    if (dateEnd > 0) input.acceptToken(DateText, dateEnd);
    else if (stack.canShift(ModuleId) && isModuleId(input, end)) input.acceptToken(ModuleId, end);
    else if (stack.canShift(NumberTerm)) {
      const fractionEnd = input.peek(end) === DOT ? digitsFrom(input, end + 1) : end;
      input.acceptToken(NumberTerm, fractionEnd > end + 1 ? fractionEnd : end);
    }
  },
  { contextual: true },
);
