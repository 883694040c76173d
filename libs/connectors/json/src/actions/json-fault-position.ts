const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)?/y;
// Everything JSON allows in a string but a quote and an escape.
const CHARACTERS = /[ !#-[\]-\u{10ffff}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What may come next inside an array, inside an object, and after a value. */
type Expectation = 'value' | 'first value' | 'key' | 'first key' | 'comma';

/**
 * Where a text stops being JSON, in characters from 0; its length when it only ends too early. V8 tells the place of some
 * faults and quotes the text for others, so a text that did not parse is read once more, without recursion.
 */
export function jsonFaultPosition(text: string): number {
  const open: string[] = [];
  let expects: Expectation = 'value';
  let at = 0;
  for (;;) {
    at = skip(BLANKS, text, at);
    const character = text[at];
    if (character === undefined) return at;
    const canClose = expects === 'comma' || expects.startsWith('first');
    if (canClose && open.length > 0 && character === (open.at(-1) === '[' ? ']' : '}')) {
      open.pop();
      at += 1;
      expects = 'comma';
      continue;
    }
    const end = expects === 'comma' ? at + 1 : expects.endsWith('key') ? skipKey(text, at) : skipValue(text, at);
    if (expects === 'comma' && (open.length === 0 || character !== ',')) return at;
    if (end < 0) return -end - 1;
    at = end;
    if (expects === 'comma') expects = open.at(-1) === '[' ? 'value' : 'key';
    else if (expects.endsWith('key')) expects = 'value';
    else if (character === '[' || character === '{') {
      open.push(character);
      expects = character === '[' ? 'first value' : 'first key';
    } else expects = 'comma';
  }
}

/** These answer the end of what they skip, or -1 - (place of the fault). */
function skipKey(text: string, from: number): number {
  if (text[from] !== '"') return -from - 1;
  const end = skipString(text, from);
  if (end < 0) return end;
  const colon = skip(BLANKS, text, end);
  return text[colon] === ':' ? colon + 1 : -colon - 1;
}

function skipValue(text: string, from: number): number {
  const character = text[from];
  if (character === '[' || character === '{') return from + 1;
  if (character === '"') return skipString(text, from);
  const end = skip(SCALAR, text, from);
  return end === from ? -from - 1 : end;
}

function skipString(text: string, from: number): number {
  for (let at = from + 1; ;) {
    at = skip(CHARACTERS, text, at);
    if (text[at] === '"') return at + 1;
    const end = skip(ESCAPE, text, at);
    if (end === at) return -at - 1;
    at = end;
  }
}

/** Behind what the pattern matches here; `from` itself when it matches nothing. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
