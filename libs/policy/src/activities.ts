import { z } from 'zod';
import { phrasesSchema } from './phrases.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { CATEGORY_IDS, type CategoryId, type RetentionPolicy, retentionPolicy } from './retention-policy.ts';
import { type Processor, processors } from './processors.ts';

const activitySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words with hyphens.'),
    claims: z.array(z.string().regex(/^C\d\d$/, 'must be C01 to C40.')).min(1),
    title: z.string().min(1),
    role: z.enum(['controller', 'processor']),
    purpose: z.string().min(10),
    legalBasis: z.string().min(10),
    subjects: phrasesSchema,
    data: phrasesSchema,
    recipients: z.array(z.string()),
    categories: z.array(z.enum(CATEGORY_IDS)),
    until: z.string().min(5).optional(),
  })
  .refine(({ categories, until }) => categories.length > 0 || until !== undefined, {
    error: 'has no lifetime: name a category of retention.yaml, or say in `until` what ends it.',
    path: ['categories'],
  });

/** What the other files know, that this one has to agree with. */
export interface ActivityNeighbours {
  readonly processors: readonly Processor[];
  readonly retention: RetentionPolicy;
}

/**
 * The shape of `policy/activities.yaml`, held against its neighbours: every category belongs to exactly one activity, of the same role;
 * every processor gets data from at least one; nobody is named who is not there.
 */
export function activitiesFileSchema({ processors: known, retention }: ActivityNeighbours) {
  return z.strictObject({
    activities: z.array(activitySchema).superRefine((activities, context) => {
      const fault = (path: PropertyKey[], message: string): void => {
        context.addIssue({ code: 'custom', path, message });
      };
      const owners = new Map<CategoryId, string>();
      const ids = new Set<string>();
      for (const [index, activity] of activities.entries()) {
        if (ids.has(activity.id)) fault([index, 'id'], `${activity.id} is there twice.`);
        ids.add(activity.id);
        for (const [at, recipient] of activity.recipients.entries()) {
          if (!known.some(({ id }) => id === recipient))
            fault([index, 'recipients', at], `${recipient} is not in processors.yaml.`);
        }
        for (const [at, category] of activity.categories.entries()) {
          const owner = owners.get(category);
          if (owner !== undefined) fault([index, 'categories', at], `${category} belongs to ${owner} already.`);
          owners.set(category, activity.id);
          if (retention.category(category).role !== activity.role)
            fault([index, 'categories', at], `${category} has another role in retention.yaml than ${activity.id}.`);
        }
      }
      const orphan = CATEGORY_IDS.find((category) => !owners.has(category));
      if (orphan !== undefined) fault([], `the category ${orphan} belongs to no activity.`);
      const idle = known.find(({ id }) => !activities.some(({ recipients }) => recipients.includes(id)));
      if (idle !== undefined) fault([], `nothing goes to ${idle.id}, which is in processors.yaml.`);
    }),
  });
}

/** One line of a register of Article 30 GDPR. */
export type ProcessingActivity = Readonly<z.infer<typeof activitySchema>>;

/** @throws PolicyError */
export function processingActivities(): readonly ProcessingActivity[] {
  const schema = activitiesFileSchema({ processors: processors(), retention: retentionPolicy() });
  return readPolicyFile('activities.yaml', schema).activities;
}
