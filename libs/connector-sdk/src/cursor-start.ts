import type { Value } from './module-context.ts';
import { isBundle } from './mapped-field.ts';

/**
 * Where a polling trigger is to begin because a person has said so. It stands in the place of the trigger's own cursor
 * until the first read leaves one.
 *
 * - `all`: everything there is, oldest first.
 * - `since`: what came after this instant. What has no date counts as older.
 * - `after`: what follows the item with this id. Where there is no such item (any more), everything.
 */
export type CursorStart =
  | { readonly kind: 'all' }
  | { readonly kind: 'since'; readonly instant: Date }
  | { readonly kind: 'after'; readonly id: string };

const KEY = '$start';

/** As it is kept where the cursor is. */
export function cursorOfStart(start: CursorStart): Value {
  return { [KEY]: { ...start } };
}

/** The start that was chosen; undefined where the cursor is the trigger's own, or there is none. */
export function readCursorStart(cursor: Value): CursorStart | undefined {
  const start = isBundle(cursor) ? cursor[KEY] : undefined;
  if (!isBundle(start)) return undefined;
  const { kind, instant, id } = start;
  if (kind === 'all') return { kind };
  if (kind === 'since' && instant instanceof Date) return { kind, instant };
  return kind === 'after' && typeof id === 'string' ? { kind, id } : undefined;
}
