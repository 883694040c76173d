import { SHORTENED_CATEGORIES, type ShortenedCategory } from '@ebbflow/contracts';
import { Duration } from '@ebbflow/kernel';
import type { ShortenedDays } from './lifetime-level.ts';

/** Who says how long at most, from the outermost in: the notice, the organisation, the team. */
export interface OuterLifetimes {
  readonly whose: string;
  readonly days: ShortenedDays;
}

export interface LongestLifetime {
  readonly days: number;
  readonly whose: string;
}

/** The shortest of those around, which is the longest that may be set inside. The first, the notice, names every category. */
export function longestOf(outer: readonly OuterLifetimes[], category: ShortenedCategory): LongestLifetime {
  let longest: LongestLifetime = { days: Infinity, whose: '' };
  for (const { whose, days } of outer) {
    const own = days[category];
    if (own !== undefined && own < longest.days) longest = { days: own, whose };
  }
  return longest;
}

/** What of it would be longer than allowed. */
export function tooLong(
  wanted: ShortenedDays,
  outer: readonly OuterLifetimes[],
): { category: ShortenedCategory; longest: string; whose: string }[] {
  return SHORTENED_CATEGORIES.flatMap((category) => {
    const days = wanted[category];
    const { days: longest, whose } = longestOf(outer, category);
    return days === undefined || days <= longest ? [] : [{ category, longest: inDays(longest), whose }];
  });
}

export function inDays(days: number): string {
  return Duration.ofDays(days).toString();
}
