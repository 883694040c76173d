import { ExpectedError } from '@ebbflow/kernel';
import { type CategoryId, type RecordId, retentionPolicy } from './retention-policy.ts';

const DAY_MS = 86_400_000;

const SEALED_CATEGORIES = ['gateway-logs', 'incomplete-runs', 'execution-details'] as const satisfies CategoryId[];
const SEALED_RECORDS = ['runs-in-flight', 'run-outputs', 'run-callbacks'] as const satisfies RecordId[];

/** What is sealed under the keys of periods, and so can be read by nobody once its lifetime is over. */
export const SEALED_CATEGORY_IDS = [...SEALED_CATEGORIES, ...SEALED_RECORDS] as const;
export type SealedCategoryId = (typeof SEALED_CATEGORY_IDS)[number];

export function isSealedCategory(id: string): id is SealedCategoryId {
  return (SEALED_CATEGORY_IDS as readonly string[]).includes(id);
}

/** The most days it may be read after its beginning; keys of periods count whole days. */
export function sealedLifetimeDays(id: SealedCategoryId): number {
  const policy = retentionPolicy();
  const isRecord = (SEALED_RECORDS as readonly string[]).includes(id);
  const ttl = isRecord ? policy.record(id as RecordId).ttl : policy.ttl(id as CategoryId);
  return Math.ceil(ttl.milliseconds / DAY_MS);
}

/** How long what is sealed now may be read, as far as nobody wants it shorter: the lifetimes of PeriodKeys in libs/crypto. */
export const policyLifetimes = {
  /** @throws ExpectedError for what the policy does not know as sealed */
  daysOf({ category }: { readonly category: string }): number {
    if (isSealedCategory(category)) return sealedLifetimeDays(category);
    throw new ExpectedError('POLICY.UNKNOWN_CATEGORY', 404, `Nothing that is sealed is of a category ${category}.`);
  },
};
