import type { NamedTest } from './named-tests.ts';

/** One requirement of OWASP ASVS 5.0.0: proved by tests, not applicable for a reason, or open with what is missing. */
interface Requirement {
  readonly id: string;
  readonly level: 1 | 2;
  /** What it asks, in our own short words: the standard's text is under another licence and not copied. */
  readonly asks: string;
  readonly tests?: readonly NamedTest[];
  readonly notApplicable?: string;
  readonly open?: string;
}

export interface AsvsFile {
  readonly counts: Readonly<Record<'tests' | 'notApplicable' | 'open', number>>;
  readonly requirements: readonly Requirement[];
}

/** How many requirements of level 1 and of level 2 each chapter of 5.0.0 has; chapter 17 is about WebRTC, which is not here. */
const CHAPTERS: Readonly<Record<number, readonly [number, number]>> = {
  1: [8, 19],
  2: [4, 7],
  3: [8, 11],
  4: [2, 8],
  5: [4, 5],
  6: [13, 22],
  7: [6, 12],
  8: [4, 3],
  9: [4, 3],
  10: [5, 24],
  11: [3, 11],
  12: [3, 6],
  13: [1, 12],
  14: [2, 7],
  15: [3, 10],
  16: [0, 16],
};

const VERDICTS = ['tests', 'notApplicable', 'open'] as const;

function orderOf(id: string): number {
  const [chapter = 0, section = 0, number = 0] = id.split('.').map(Number);
  return chapter * 10_000 + section * 100 + number;
}

/** What is wrong with the file itself, one sentence each; whether its tests are there is `missingTests`' to say. */
export function asvsFaults({ counts, requirements }: AsvsFile): string[] {
  const faults: string[] = [];
  for (const [at, { id, asks, ...rest }] of requirements.entries()) {
    if (!/^\d+\.\d+\.\d+$/.test(id)) faults.push(`${id} is no id of a requirement.`);
    const before = requirements[at - 1];
    if (before && orderOf(before.id) >= orderOf(id)) faults.push(`${id} stands behind ${before.id}.`);
    if (asks === '') faults.push(`${id} does not say what it asks.`);
    const given = VERDICTS.filter((verdict) => rest[verdict] !== undefined && rest[verdict].length > 0);
    if (given.length !== 1) faults.push(`${id} needs tests, or a reason why not: one of ${VERDICTS.join(', ')}.`);
  }
  for (const [chapter, expected] of Object.entries(CHAPTERS)) {
    const own = requirements.filter(({ id }) => id.startsWith(`${chapter}.`));
    const found = [1, 2].map((level) => own.filter((one) => one.level === level).length);
    if (found.join() !== expected.join())
      faults.push(
        `Chapter ${chapter} has ${found.join(' + ')} requirements of level 1 + 2, not ${expected.join(' + ')}.`,
      );
  }
  for (const verdict of VERDICTS) {
    const found = requirements.filter((requirement) => requirement[verdict] !== undefined).length;
    if (found !== counts[verdict])
      faults.push(`counts.${verdict} says ${String(counts[verdict])}; there are ${String(found)}.`);
  }
  return faults;
}
