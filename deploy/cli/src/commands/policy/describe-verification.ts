import type { VerificationReport } from '@ebbflow/contracts';
import { table } from '../print-table.ts';

type Claim = VerificationReport['claims'][number];

const MARKS = { holds: '✓ holds', partly: '◐ partly', fails: '✗ fails', unmeasured: '· not measured' } as const;

/** The report for people: a line a claim, then what did not hold in detail and what there was nothing to look at for, then the count. */
export function describeVerification({ claims, evidence }: VerificationReport): string[] {
  const count = (state: keyof typeof MARKS): string => String(claims.filter((claim) => claim.state === state).length);
  const failed = evidence.filter(({ holds }) => !holds);
  const absent = evidence.filter(({ notMeasured }) => notMeasured !== null);
  return [
    table(
      ['claim', 'state', 'evidence', 'sentence'],
      claims.map((claim) => [
        claim.id,
        MARKS[claim.state],
        evidenceOf(
          claim,
          absent.map(({ id }) => id),
        ),
        claim.sentence,
      ]),
    ),
    '',
    ...failed.flatMap(({ id, failure, facts }) => [
      failure === null ? `${id} does not hold:` : `${id} could not be measured: ${failure}`,
      ...facts
        .filter(({ holds }) => !holds)
        .map(({ what, measured, allowed }) => `  ${what}: ${measured}, allowed is ${allowed}`),
    ]),
    ...absent.map(({ id, notMeasured }) => `${id} was not measured: ${notMeasured ?? ''}`),
    ...(failed.length + absent.length > 0 ? [''] : []),
    `${count('holds')} hold, ${count('partly')} hold as far as they are enforced or measured, ${count('fails')} fail, ${count('unmeasured')} not measured here`,
  ];
}

/** What was looked at; of a claim for which nothing is, what proves it before a release. */
function evidenceOf({ state, evidence, tests }: Claim, absent: readonly string[]): string {
  const [first = '', ...more] = evidence.filter((id) => !absent.includes(id));
  if (state !== 'unmeasured') return more.length === 0 ? first : `${first} and ${String(more.length)} more`;
  return tests.length === 0
    ? 'none'
    : `before a release: ${String(tests.length)} ${tests.length === 1 ? 'check' : 'checks'}`;
}
