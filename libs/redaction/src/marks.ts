import type { JsonValue } from '@ebbflow/kernel';
import type { Span } from './span.ts';

/** Why something was hidden: the type it was known by, `path` where a rule names its place, `unchecked` where it could not be looked at. */
export type HiddenAs = Span['type'] | 'path';

/** What stands where a whole value was. */
export function markOf(hiddenAs: HiddenAs): JsonValue {
  return { $redacted: hiddenAs };
}

/** What stands in a text where a part of it was. */
export function textMarkOf(hiddenAs: HiddenAs): string {
  return `[redacted:${hiddenAs}]`;
}
