/** Names as people know them; the first that fits, since most say that they are others as well. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d{1,5})/],
  ['Opera', /\bOPR\/(\d{1,5})/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d{1,5})/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,5})/],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)\/(\d{1,5})/],
  ['Safari', /\bVersion\/(\d{1,5})[\d.]* .*\bSafari\//],
];

/** `Firefox 140`: kind and major version, which is all the notice says is recorded; never the whole User-Agent. */
export function browserTypeOf(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent.length > 1_000) return null;
  for (const [name, pattern] of KINDS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return null;
}
