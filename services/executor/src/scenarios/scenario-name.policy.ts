const MAX_LENGTH = 200;
const UNNAMED = 'Unnamed scenario';
const COPY = ' (copy)';

/** A name as it can be stored and shown: no control characters (Postgres refuses U+0000 in text), not longer than the API allows, never empty. */
export function scenarioName(name: string): string {
  const clean = cut(
    name
      .replace(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim(),
    MAX_LENGTH,
  );
  return clean === '' ? UNNAMED : clean;
}

/** The name of a clone. */
export function cloneName(name: string): string {
  return `${cut(name, MAX_LENGTH - COPY.length)}${COPY}`;
}

/** By code point, so that no half of a surrogate pair is left at the end. */
function cut(text: string, length: number): string {
  return Array.from(text).slice(0, length).join('');
}
