import type { ErasureCounts } from '@ebbflow/contracts';
import { GoneByLifetimeError, KeyDestroyedError } from '@ebbflow/crypto';
import { ExpectedError, type Clock } from '@ebbflow/kernel';
import { ValueMatcher } from './value-matcher.ts';

/** Something sealed that may mention a person. */
export interface Candidate {
  /** Where the next page begins. */
  readonly cursor: string;
  /** What is in it, in clear, for this moment. */
  texts(): Promise<readonly string[]>;
  /** Takes away what it says, with all that came of it. May be done twice. */
  erase(): Promise<void>;
}

/** One store of sealed things, in an order of its own. */
export interface ValueSearch {
  /** As it is counted: `gateway.delivery`. */
  readonly store: string;
  /** Some of an organisation's from after `cursor`, which is empty at first; none: there are no more. */
  page(tenantId: string, cursor: string): Promise<readonly Candidate[]>;
}

export interface Searched {
  readonly counts: ErasureCounts;
  /** To go on from; null: all was looked through. */
  readonly cursor: string | null;
}

/** One request looks this long, and is then asked to go on: no connection waits for a store however large. */
const BUDGET_MS = 15_000;

/**
 * Looks through an organisation's sealed rows for somebody known by values, a page at a time, each opened, looked at and let go. Rows nobody can
 * open any more mention nobody.
 */
export async function searchValues(
  searches: readonly ValueSearch[],
  { tenantId, values }: { tenantId: string; values: readonly string[] },
  { cursor, isErasing, clock }: { cursor: string | null; isErasing: boolean; clock: Clock },
): Promise<Searched> {
  const matcher = new ValueMatcher(values);
  const until = clock.nowMs() + BUDGET_MS;
  const counts: Record<string, number> = {};
  let [at, after] = placeOf(cursor);
  for (let search = searches[at]; search !== undefined; search = searches[at]) {
    const page = await search.page(tenantId, after);
    for (const candidate of page) {
      after = candidate.cursor;
      if (await isMentioned(candidate, matcher)) {
        if (isErasing) await candidate.erase();
        counts[search.store] = (counts[search.store] ?? 0) + 1;
      }
      if (clock.nowMs() >= until) return { counts, cursor: `${String(at)} ${after}` };
    }
    if (page.length === 0) [at, after] = [at + 1, ''];
  }
  return { counts, cursor: null };
}

async function isMentioned(candidate: Candidate, matcher: ValueMatcher): Promise<boolean> {
  try {
    return (await candidate.texts()).some((text) => matcher.matches(text));
  } catch (thrown) {
    if (thrown instanceof KeyDestroyedError || thrown instanceof GoneByLifetimeError) return false;
    // A blob that is gone already.
    if (thrown instanceof ExpectedError && thrown.status === 404) return false;
    throw thrown;
  }
}

function placeOf(cursor: string | null): [number, string] {
  const [at = '0', ...after] = (cursor ?? '0 ').split(' ');
  return [Number(at), after.join(' ')];
}
