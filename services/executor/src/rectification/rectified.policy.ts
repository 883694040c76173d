import type { JsonValue } from '@ebbflow/kernel';

export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** The same document with each text that is a wrong value, in whatever case, replaced by the right one. Texts that only contain it stay: they are about more than that value. */
export function rectified(value: JsonValue, corrections: readonly Correction[]): JsonValue {
  if (typeof value === 'string') return correctionOf(value, corrections) ?? value;
  if (Array.isArray(value)) return value.map((item) => rectified(item, corrections));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rectified(item, corrections)]));
}

function correctionOf(text: string, corrections: readonly Correction[]): string | undefined {
  const sought = text.trim().toLowerCase();
  return corrections.find(({ from }) => from.trim().toLowerCase() === sought)?.to;
}
