import { Duration, ExpectedError } from '@ebbflow/kernel';
import { z } from 'zod';
import { readPolicyFile } from './read-policy-file.ts';

export const CATEGORY_IDS = [
  'gateway-logs',
  'incomplete-runs',
  'notifications',
  'activity',
  'execution-details',
  'usage-information',
  'audit-details',
] as const;
export type CategoryId = (typeof CATEGORY_IDS)[number];

/** What services keep for their own working and drop themselves, by row. */
export const RECORD_IDS = ['idempotency-keys', 'connection-uses', 'invoices', 'payments'] as const;
export type RecordId = (typeof RECORD_IDS)[number];

const durationSchema = z.string().transform((text, context) => {
  try {
    return Duration.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a duration such as P30D.' });
    return z.NEVER;
  }
});

const categorySchema = z.strictObject({
  id: z.enum(CATEGORY_IDS),
  claim: z.string().regex(/^C\d\d$/),
  title: z.string().min(1),
  ttl: durationSchema.refine((ttl) => ttl.milliseconds > 0, 'must be longer than nothing.'),
  from: z.string().min(1),
  purpose: z.string().min(1),
  legalBasis: z.string().min(1),
  role: z.enum(['controller', 'processor']),
  stores: z.array(
    z.strictObject({
      service: z.enum(['gateway', 'log-store', 'executor', 'identity']),
      table: z.string().regex(/^[a-z_]+$/),
    }),
  ),
});

const recordSchema = z.strictObject({
  id: z.enum(RECORD_IDS),
  title: z.string().min(1),
  ttl: durationSchema.refine((ttl) => ttl.milliseconds > 0, 'must be longer than nothing.'),
  from: z.string().min(1),
  purpose: z.string().min(1),
  legalBasis: z.string().min(1),
  /** In each of these services. */
  services: z.array(z.enum(['identity', 'vault', 'executor', 'gateway'])).min(1),
  table: z.string().regex(/^[a-z_]+$/),
});

/** The shape of `policy/retention.yaml`: each of the categories exactly once. */
export const retentionFileSchema = z.strictObject({
  categories: z
    .array(categorySchema)
    .refine(
      (categories) =>
        categories.length === CATEGORY_IDS.length &&
        new Set(categories.map(({ id }) => id)).size === CATEGORY_IDS.length,
      `must name each category exactly once: ${CATEGORY_IDS.join(', ')}.`,
    ),
  records: z
    .array(recordSchema)
    .refine(
      (records) => records.length === RECORD_IDS.length && new Set(records.map(({ id }) => id)).size === records.length,
      `must name each record exactly once: ${RECORD_IDS.join(', ')}.`,
    ),
});

/** One retained category. `ttl` counts from the instant described in `from`; `stores` are the day-partitioned tables that hold it. */
export type RetentionCategory = Readonly<z.infer<typeof categorySchema>>;

/** Rows a service keeps for its own working, such as the answers to requests that may be repeated. */
export type RetentionRecord = Readonly<z.infer<typeof recordSchema>>;

export class RetentionPolicy {
  readonly categories: readonly RetentionCategory[];
  readonly records: readonly RetentionRecord[];

  constructor(categories: readonly RetentionCategory[], records: readonly RetentionRecord[] = []) {
    this.categories = categories;
    this.records = records;
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
}

let loaded: RetentionPolicy | undefined;

/** The policy as it is written in `policy/retention.yaml`, read once per process. @throws PolicyError */
export function retentionPolicy(): RetentionPolicy {
  if (loaded !== undefined) return loaded;
  const { categories, records } = readPolicyFile('retention.yaml', retentionFileSchema);
  loaded = new RetentionPolicy(categories, records);
  return loaded;
}
