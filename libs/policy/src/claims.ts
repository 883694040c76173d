import type { Duration } from '@ebbflow/kernel';
import { z } from 'zod';
import { PolicyError } from './policy.errors.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { CATEGORY_IDS, type RetentionPolicy, retentionPolicy } from './retention-policy.ts';

const PLACES = [
  'identity',
  'vault',
  'executor',
  'gateway',
  'log-store',
  'retention',
  'console',
  'connectors',
  'egress',
  'helm',
  'notice',
] as const;

const checkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words with hyphens.'),
  tests: z
    .array(
      z.strictObject({
        file: z.string().endsWith('.spec.ts', 'must be the path of a spec from the root of the repository.'),
        name: z.string().min(1),
      }),
    )
    .min(1),
});

const claimSchema = z
  .strictObject({
    id: z.string().regex(/^C\d\d$/, 'must be C01 to C40.'),
    category: z.enum(CATEGORY_IDS).optional(),
    sentence: z.string().min(10),
    enforcedIn: z.array(z.enum(PLACES)).min(1),
    state: z.enum(['enforced', 'partly', 'later']),
    missing: z.string().min(1).optional(),
    checks: z.array(checkSchema).min(1).optional(),
  })
  .refine((claim) => (claim.state === 'enforced') === (claim.missing === undefined), {
    error: '`missing` must say what is not enforced, and only then.',
    path: ['state'],
  })
  .refine((claim) => (claim.state === 'later') === (claim.checks === undefined), {
    error: 'what is enforced, if only partly, has checks that fail when it stops; what is for later has none.',
    path: ['state'],
  })
  .refine((claim) => claim.sentence.includes('{ttl}') === (claim.category !== undefined), {
    error: 'a sentence about a lifetime names its category and writes {ttl}.',
    path: ['sentence'],
  });

/** The shape of `policy/claims.yaml`: C01 to C40, in order, none missing. */
export const claimsFileSchema = z.strictObject({
  claims: z.array(claimSchema).superRefine((claims, context) => {
    for (let index = 0; index < Math.max(claims.length, 40); index += 1) {
      const expected = `C${String(index + 1).padStart(2, '0')}`;
      if (index < 40 && claims[index]?.id === expected) continue;
      context.addIssue({
        code: 'custom',
        path: [Math.min(index, claims.length - 1), 'id'],
        message: `claim ${expected} was expected here; C01 to C40 stand in order.`,
      });
      return;
    }
    const seen = new Set<string>();
    for (const [index, claim] of claims.entries()) {
      for (const { id } of claim.checks ?? []) {
        if (seen.has(id)) {
          context.addIssue({ code: 'custom', path: [index, 'checks'], message: `the check ${id} is there twice.` });
        }
        seen.add(id);
      }
    }
  }),
});

/**
 * One sentence of the privacy notice. `state` is honest: `missing` is there exactly when it is not wholly enforced, `checks` exactly when some
 * of it is. Each check names the tests that prove it, by file from the root and full name as Jest prints it.
 */
export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** All claims, with the lifetimes filled in from the retention policy. @throws PolicyError */
export function claims(policy: RetentionPolicy = retentionPolicy()): readonly Claim[] {
  return readPolicyFile('claims.yaml', claimsFileSchema).claims.map((claim) => {
    if (!claim.category) return claim;
    const category = policy.category(claim.category);
    if (category.claim !== claim.id) {
      throw new PolicyError(
        'retention.yaml',
        1,
        `category ${category.id} names claim ${category.claim}, but ${claim.id} speaks of it.`,
      );
    }
    return { ...claim, sentence: claim.sentence.replace('{ttl}', inDays(category.ttl)) };
  });
}

function inDays(ttl: Duration): string {
  const days = ttl.milliseconds / 86_400_000;
  return `${String(days)} ${days === 1 ? 'day' : 'days'}`;
}
