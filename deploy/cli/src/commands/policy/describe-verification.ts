import type { VerificationReport } from '@ebbflow/contracts';
import { table } from '../print-table.ts';

const MARKS = { holds: '✓ holds', partly: '◐ partly', fails: '✗ fails', unmeasured: '· not measured' } as const;

/** The report for people: a line a claim, then what did not hold in detail, then the count. */
export function describeVerification({ claims, evidence }: VerificationReport): string[] {
  const count = (state: keyof typeof MARKS): string => String(claims.filter((claim) => claim.state === state).length);
  const failed = evidence.filter(({ holds }) => !holds);
  return [
    table(
      ['claim', 'state', 'evidence', 'sentence'],
      claims.map((claim) => [
        claim.id,
        MARKS[claim.state],
        claim.evidence.length > 0 ? claim.evidence.join(', ') : testsOf(claim.tests),
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
    `${count('holds')} hold, ${count('partly')} hold as far as they are enforced, ${count('fails')} fail, ${count('unmeasured')} not measured here`,
  ];
}

function testsOf(tests: readonly string[]): string {
  return tests.length === 0
    ? 'none'
    : `before a release: ${String(tests.length)} ${tests.length === 1 ? 'check' : 'checks'}`;
}
