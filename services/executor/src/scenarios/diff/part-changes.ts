import type { ModuleChange } from '@ebbflow/contracts';
import { jsonChanges } from './json-changes.ts';
import { movedKeys } from './moved-keys.ts';
import type { PlacedPart } from './placed-parts.ts';

export interface PartChange<Part extends PlacedPart> {
  /** As it is now, or as it was when it is gone. */
  readonly part: Part;
  readonly change: ModuleChange['change'];
  readonly before: string | null;
  readonly after: string | null;
  readonly fields: ModuleChange['fields'];
}

/** What happened to each part, those that are gone last. */
export function partChanges<Part extends PlacedPart>(
  before: readonly Part[],
  after: readonly Part[],
): PartChange<Part>[] {
  const older = new Map(before.map((part) => [part.key, part]));
  const newer = new Set(after.map(({ key }) => key));
  const moved = movedParts(older, before, after);
  const kept = after.flatMap((part): PartChange<Part>[] => {
    const old = older.get(part.key);
    if (!old) return [{ part, change: 'added', before: null, after: part.pointer, fields: [] }];
    const fields = [...jsonChanges(old.own, part.own)];
    const change = moved.has(part.key) ? 'moved' : 'changed';
    if (change === 'changed' && fields.length === 0) return [];
    return [{ part, change, before: old.pointer, after: part.pointer, fields }];
  });
  const removed = before
    .filter(({ key }) => !newer.has(key))
    .map((part): PartChange<Part> => ({ part, change: 'removed', before: part.pointer, after: null, fields: [] }));
  return [...kept, ...removed];
}

/** Moved is what stands in something else, and what changed its order among what stayed with it. */
function movedParts<Part extends PlacedPart>(
  older: ReadonlyMap<string, Part>,
  before: readonly Part[],
  after: readonly Part[],
): ReadonlySet<string> {
  const staying = after.filter(({ key, container }) => older.get(key)?.container === container);
  const stays = new Set(staying.map(({ key }) => key));
  const moved = new Set(after.filter(({ key }) => older.has(key) && !stays.has(key)).map(({ key }) => key));
  for (const container of new Set(staying.map((part) => part.container))) {
    const keysIn = (parts: readonly Part[]): string[] =>
      parts.filter((part) => part.container === container && stays.has(part.key)).map(({ key }) => key);
    for (const key of movedKeys(keysIn(before), keysIn(after))) moved.add(key);
  }
  return moved;
}
