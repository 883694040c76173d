import { z } from 'zod';
import { readPolicyFile } from './read-policy-file.ts';
import { RECORD_IDS, retentionPolicy } from './retention-policy.ts';

export const HOLD_GROUND_IDS = ['accounting'] as const;
export type HoldGroundId = (typeof HOLD_GROUND_IDS)[number];

const groundSchema = z.strictObject({
  id: z.enum(HOLD_GROUND_IDS),
  claim: z.string().regex(/^C\d\d$/),
  title: z.string().min(1),
  law: z.string().min(3),
  article: z.string().min(1),
  reason: z.string().min(10),
  records: z
    .array(
      z.strictObject({
        id: z.enum(RECORD_IDS),
        fields: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).min(1),
      }),
    )
    .min(1)
    .refine(
      (records) => records.every(({ id }) => retentionPolicy().record(id).services.includes('identity')),
      'must be records that identity keeps: only those can be moved to the restricted store.',
    ),
});

/** The shape of `policy/holds.yaml`. */
export const holdsFileSchema = z.strictObject({
  grounds: z
    .array(groundSchema)
    .refine(
      (grounds) =>
        grounds.length === HOLD_GROUND_IDS.length && new Set(grounds.map(({ id }) => id)).size === grounds.length,
      `must name each ground exactly once: ${HOLD_GROUND_IDS.join(', ')}.`,
    ),
});

/** A law that keeps something by itself. */
export type HoldGround = Readonly<z.infer<typeof groundSchema>>;

let loaded: readonly HoldGround[] | undefined;

/** The grounds as they are written in `policy/holds.yaml`, read once per process. @throws PolicyError */
export function holdGrounds(): readonly HoldGround[] {
  loaded ??= readPolicyFile('holds.yaml', holdsFileSchema).grounds;
  return loaded;
}

/** One of them. The file holds each exactly once, or it would not have been read. */
export function holdGround(id: HoldGroundId): HoldGround {
  return new Map(holdGrounds().map((ground) => [ground.id, ground])).get(id) as HoldGround;
}
