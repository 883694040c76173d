import { type Duration, ExpectedError } from '@ebbflow/kernel';
import { z } from 'zod';
import { lifetimeSchema } from './lifetime-schema.ts';
import { onceEach } from './once-each.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { type RetainedTerm, TERM_IDS, type TermId, termSchema } from './retained-term.ts';

export const CATEGORY_IDS = [
  'gateway-logs',
  'incomplete-runs',
  'notifications',
  'activity',
  'execution-details',
  'usage-information',
  'audit-details',
  'access-log',
] as const;
export type CategoryId = (typeof CATEGORY_IDS)[number];

/** What services keep for their own working and drop themselves, by row. */
export const RECORD_IDS = [
  'idempotency-keys',
  'connection-uses',
  'key-uses',
  'runs-in-flight',
  'run-outputs',
  'run-callbacks',
  'log-usage',
  'log-stream-entries',
  'invoices',
  'payments',
  'subject-requests',
  'breaches',
  'legal-holds',
  'held-record-readings',
] as const;
export type RecordId = (typeof RECORD_IDS)[number];

const categorySchema = z.strictObject({
  id: z.enum(CATEGORY_IDS),
  claim: z.string().regex(/^C\d\d$/),
  title: z.string().min(1),
  ttl: lifetimeSchema,
  from: z.string().min(1),
  purpose: z.string().min(1),
  legalBasis: z.string().min(1),
  role: z.enum(['controller', 'processor']),
  /** A lifetime of nothing promises nothing: every category has a table that holds it. */
  stores: z
    .array(
      z.strictObject({
        service: z.enum(
          ['gateway', 'log-store', 'executor', 'identity'],
          'must be a service that holds day partitions.',
        ),
        table: z.string().regex(/^[a-z_]+$/),
      }),
    )
    .min(1, 'names no store: a lifetime that no table obeys is none.'),
});

const recordSchema = z.strictObject({
  id: z.enum(RECORD_IDS),
  title: z.string().min(1),
  ttl: lifetimeSchema,
  from: z.string().min(1),
  purpose: z.string().min(1),
  legalBasis: z.string().min(1),
  /** In each of these services. */
  services: z.array(z.enum(['identity', 'vault', 'executor', 'gateway', 'log-store', 'retention'])).min(1),
  table: z.string().regex(/^[a-z_]+$/),
});

/** The shape of `policy/retention.yaml`: each category, record and term exactly once. */
export const retentionFileSchema = z.strictObject({
  categories: z.array(categorySchema).superRefine(onceEach('category', CATEGORY_IDS)),
  records: z.array(recordSchema).superRefine(onceEach('record', RECORD_IDS)),
  terms: z.array(termSchema).superRefine(onceEach('term', TERM_IDS)),
});

/** One retained category. `ttl` counts from the instant described in `from`; `stores` are the day-partitioned tables that hold it. */
export type RetentionCategory = Readonly<z.infer<typeof categorySchema>>;

/** Rows a service keeps for its own working, such as the answers to requests that may be repeated. */
export type RetentionRecord = Readonly<z.infer<typeof recordSchema>>;

export class RetentionPolicy {
  readonly categories: readonly RetentionCategory[];
  readonly records: readonly RetentionRecord[];

  readonly terms: readonly RetainedTerm[];

  constructor(
    categories: readonly RetentionCategory[],
    records: readonly RetentionRecord[] = [],
    terms: readonly RetainedTerm[] = [],
  ) {
    this.categories = categories;
    this.records = records;
    this.terms = terms;
  }

  record(id: RecordId): RetentionRecord {
    const found = this.records.find((record) => record.id === id);
    if (!found) throw new ExpectedError('POLICY.UNKNOWN_RECORD', 404, `There is no retained record ${id}.`);
    return found;
  }

  category(id: CategoryId): RetentionCategory {
    const found = this.categories.find((category) => category.id === id);
    if (!found) throw new ExpectedError('POLICY.UNKNOWN_CATEGORY', 404, `There is no retained category ${id}.`);
    return found;
  }

  ttl(id: CategoryId): Duration {
    return this.category(id).ttl;
  }

  term(id: TermId): RetainedTerm {
    const found = this.terms.find((term) => term.id === id);
    if (!found) throw new ExpectedError('POLICY.UNKNOWN_TERM', 404, `There is no lifetime ${id}.`);
    return found;
  }

  /** @throws ExpectedError for a cookie that goes when the browser closes. */
  termLength(id: TermId): Duration {
    const { ttl } = this.term(id);
    if (!ttl) throw new ExpectedError('POLICY.NO_LENGTH', 404, `${id} has no length; the browser ends it.`);
    return ttl;
  }
}

let loaded: RetentionPolicy | undefined;

/** The policy as it is written in `policy/retention.yaml`, read once per process. @throws PolicyError */
export function retentionPolicy(): RetentionPolicy {
  if (loaded !== undefined) return loaded;
  const { categories, records, terms } = readPolicyFile('retention.yaml', retentionFileSchema);
  loaded = new RetentionPolicy(categories, records, terms);
  return loaded;
}

/** The length of a term as text, for the default or the bound of a setting. @throws PolicyError */
export function lifetimeText(id: TermId): string {
  return retentionPolicy().termLength(id).toString();
}

/** What a cookie is called, without the prefix it has on https. @throws PolicyError */
export function cookieName(id: TermId): string {
  const { name } = retentionPolicy().term(id);
  if (name === undefined) throw new ExpectedError('POLICY.NO_COOKIE', 404, `${id} is no cookie.`);
  return name;
}
