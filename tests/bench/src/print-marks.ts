export interface Mark {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Prints figures with the mark each must reach. @returns whether all do */
export function printMarks(title: string, marks: readonly Mark[]): boolean {
  const isReached = ({ value, atLeast = -Infinity, atMost = Infinity }: Mark): boolean =>
    value >= atLeast && value <= atMost;
  const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  process.stdout.write(`${title}\n`);
  for (const mark of marks) {
    const bound =
      mark.atLeast === undefined ? `at most ${number(mark.atMost ?? Infinity)}` : `at least ${number(mark.atLeast)}`;
    const verdict = isReached(mark) ? '✓' : '✗';
    process.stdout.write(
      `  ${verdict} ${number(mark.value).padStart(12)} ${mark.unit.padEnd(14)} ${mark.figure} (${bound})\n`,
    );
  }
  return marks.every(isReached);
}
