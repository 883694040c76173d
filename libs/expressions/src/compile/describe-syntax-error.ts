const OPENS_VALUE = /[-+*/%=<>!&|(;,]$|(?:^|\s)(?:and|or)$/;

/** Puts the parser's bare position into words: what could have stood there and what does. */
export function describeSyntaxError(source: string, position: number): { at: number; expected: string; found: string } {
  const rest = source.slice(position);
  const at = position + (rest.length - rest.trimStart().length);
  const before = source.slice(0, at).trimEnd();
  return { at, expected: expectedAfter(before), found: foundAt(source, at) };
}

function expectedAfter(before: string): string {
  if (before === '' || OPENS_VALUE.test(before)) return 'a value';
  if (before.endsWith('.')) return 'a name';
  if (before.endsWith('[')) return 'an index or `]`';
  return openParentheses(before) > 0 ? 'an operator, `;` or `)`' : 'an operator or `}}`';
}

function openParentheses(text: string): number {
  const bare = text.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '');
  let open = 0;
  for (const character of bare) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  return open;
}

function foundAt(source: string, at: number): string {
  const rest = source.slice(at);
  if (rest === '') return 'the end';
  const word = /^[\p{L}\p{N}_]{1,40}/u.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 32);
  return `\`${word}\``;
}
