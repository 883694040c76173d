const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** Visible ASCII with blanks inside: what every HTTP client sends unchanged. */
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** These are the HTTP client's own and would be dropped on the way out, leaving a request without its key. */
const RESERVED_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);

/** Whether a header of this name may carry a key. */
export function canCarryKey(name: string): boolean {
  return HEADER_NAME.test(name) && !RESERVED_HEADERS.has(name.toLowerCase());
}

export function isHeaderValue(value: string): boolean {
  return HEADER_VALUE.test(value);
}

/** Postgres takes no NUL in a text, and UTF-8 no lone surrogate; the other controls are never meant. */
export function isPlainText(text: string): boolean {
  return !/\p{Cc}/u.test(text) && text.isWellFormed();
}
