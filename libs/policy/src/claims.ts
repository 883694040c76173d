import type { Duration } from '@ebbflow/kernel';
import { z } from 'zod';
import { readPolicyFile } from './read-policy-file.ts';
import { TERM_IDS } from './retained-term.ts';
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
    /** Instead of a category, where what is limited is no row. */
    term: z.enum(TERM_IDS).optional(),
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
  .refine((claim) => claim.sentence.includes('{ttl}') === ((claim.category ?? claim.term) !== undefined), {
    error: 'a sentence about a lifetime names its category, or its term, and writes {ttl}.',
    path: ['sentence'],
  });

/**
 * The shape of `policy/claims.yaml`: C01 to C40, in order, none missing; each speaks of lifetimes that `policy/retention.yaml` says are its.
 */
export function claimsFileSchema(retention: RetentionPolicy) {
  return z.strictObject({
    claims: z.array(claimSchema).superRefine((claims, context) => {
      const fault = (path: PropertyKey[], message: string): void => {
        context.addIssue({ code: 'custom', path, message });
      };
      for (let index = 0; index < Math.max(claims.length, CLAIM_COUNT); index += 1) {
        const expected = `C${String(index + 1).padStart(2, '0')}`;
        if (index < CLAIM_COUNT && claims[index]?.id === expected) continue;
        fault(
          [Math.min(index, claims.length - 1), 'id'],
          `claim ${expected} was expected here; C01 to C40 stand in order.`,
        );
        return;
      }
      const seen = new Set<string>();
      for (const [index, claim] of claims.entries()) {
        const owner = ownerOf(claim, retention);
        if (owner !== undefined && owner !== claim.id)
          fault([index, claim.category === undefined ? 'term' : 'category'], `belongs to ${owner} in retention.yaml.`);
        for (const [at, { id }] of (claim.checks ?? []).entries()) {
          if (seen.has(id)) fault([index, 'checks', at, 'id'], `the check ${id} is there twice.`);
          seen.add(id);
        }
      }
    }),
  });
}

const CLAIM_COUNT = 40;

/**
 * One sentence of the privacy notice. `state` is honest: `missing` is there exactly when it is not wholly enforced, `checks` exactly when some
 * of it is. Each check names the tests that prove it, by file from the root and full name as Jest prints it.
 */
export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** All claims, with the lifetimes filled in from the retention policy. @throws PolicyError */
export function claims(policy: RetentionPolicy = retentionPolicy()): readonly Claim[] {
  return readPolicyFile('claims.yaml', claimsFileSchema(policy)).claims.map((claim) => {
    const ttl = lifetimeOf(claim, policy);
    return ttl ? { ...claim, sentence: claim.sentence.replace('{ttl}', inWords(ttl)) } : claim;
  });
}

function lifetimeOf({ category, term }: Claim, policy: RetentionPolicy): Duration | undefined {
  if (category !== undefined) return policy.ttl(category);
  return term === undefined ? undefined : policy.termLength(term);
}

function ownerOf({ category, term }: Claim, policy: RetentionPolicy): string | undefined {
  if (category !== undefined) return policy.category(category).claim;
  return term === undefined ? undefined : (policy.term(term).claim ?? 'nobody');
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `30 days`, `20 minutes`: in the largest unit that says it exactly. */
function inWords({ milliseconds }: Duration): string {
  const [unit, length] = UNITS.find(([, one]) => milliseconds % one === 0) ?? (['second', 1_000] as const);
  const count = milliseconds / length;
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
