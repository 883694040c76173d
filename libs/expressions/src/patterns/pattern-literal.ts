export interface PatternLiteral {
  readonly pattern: string;
  /** Letters of a regular expression literal of JavaScript. */
  readonly flags: string;
}

/** `/…/flags`; undefined when the text does not look like one, and then it is searched as it stands. */
export function patternLiteral(text: string): PatternLiteral | undefined {
  if (text.length < 3 || !text.startsWith('/')) return undefined;
  const close = text.lastIndexOf('/');
  const flags = text.slice(close + 1);
  if (close < 2 || !/^[dgimsuvy]{0,8}$/.test(flags)) return undefined;
  return { pattern: text.slice(1, close), flags };
}
