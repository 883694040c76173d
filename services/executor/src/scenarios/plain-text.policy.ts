/** Text as it can be stored and shown: no control characters but line breaks and tabs (Postgres refuses U+0000), no half of a surrogate pair. */
export function plainText(text: string): string {
  return text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .toWellFormed()
    .trim();
}
