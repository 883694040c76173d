import type { RedactionType } from './redaction-rules.ts';

/** A part of a text that is personal, from `start` up to and without `end`. `unchecked`: nobody looked whether it is. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: RedactionType | 'unchecked';
}

/** In order and without overlap; of two that overlap the one that begins first lends its type, and both are covered. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end) {
      if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
    } else result.push(span);
  }
  return result;
}
