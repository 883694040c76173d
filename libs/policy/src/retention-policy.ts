import { Duration, ExpectedError } from '@ebbflow/kernel';
import { z } from 'zod';
import { readPolicyFile } from './read-policy-file.ts';

export const CATEGORY_IDS = [
  'gateway-logs',
  'incomplete-runs',
  'notifications',
  'activity',
  'execution-details',
] as const;
export type CategoryId = (typeof CATEGORY_IDS)[number];

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
    z.strictObject({ service: z.enum(['gateway', 'log-store', 'executor']), table: z.string().regex(/^[a-z_]+$/) }),
  ),
});

/** The shape of `policy/retention.yaml`: each of the five categories exactly once. */
export const retentionFileSchema = z.strictObject({
  categories: z
    .array(categorySchema)
    .refine(
      (categories) =>
        categories.length === CATEGORY_IDS.length &&
        new Set(categories.map(({ id }) => id)).size === CATEGORY_IDS.length,
      `must name each category exactly once: ${CATEGORY_IDS.join(', ')}.`,
    ),
});

/** One retained category. `ttl` counts from the instant described in `from`; `stores` are the day-partitioned tables that hold it. */
export type RetentionCategory = Readonly<z.infer<typeof categorySchema>>;

export class RetentionPolicy {
  readonly categories: readonly RetentionCategory[];

  constructor(categories: readonly RetentionCategory[]) {
    this.categories = categories;
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
  loaded ??= new RetentionPolicy(readPolicyFile('retention.yaml', retentionFileSchema).categories);
  return loaded;
}
