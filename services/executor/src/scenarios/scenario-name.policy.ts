const MAX_LENGTH = 200;
const UNNAMED = 'Unnamed scenario';

/** A name as it can be stored and shown: no control characters (Postgres refuses U+0000 in text), not longer than the API allows, never empty. */
export function scenarioName(name: string): string {
  // Cut by code point, so that no half of a surrogate pair is left at the end.
  const clean = Array.from(
    name
      .replace(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim(),
  )
    .slice(0, MAX_LENGTH)
    .join('');
  return clean === '' ? UNNAMED : clean;
}
