/** Deeper than any real blueprint (routes in routes in routes: about 60). Beyond some thousands, both JSON.stringify and Postgres give up. */
export const MAX_DOCUMENT_DEPTH = 256;

/** Whether objects and lists are nested deeper than allowed. Walks without recursion: the depth is what is in doubt. */
export function isTooDeep(document: unknown): boolean {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DOCUMENT_DEPTH) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  return false;
}
