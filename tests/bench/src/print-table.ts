export interface Row {
  readonly name: string;
  readonly runsPerSecond: number;
  readonly acceptedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
}

const COLUMNS = ['program', 'runs/s', 'accepts/s', 'accept p50', 'accept p99', 'refused'] as const;

/** Prints every round and the median ratio of finished runs per second. @returns whether the ratio reaches the mark */
export function printTable(rows: readonly Row[], mark: number, asJson: boolean): boolean {
  const floors = rows.filter((row) => row.name === 'floor');
  const ours = rows.filter((row) => row.name === 'ebbflow');
  const ratios = ours.map((row, round) => row.runsPerSecond / (floors[round]?.runsPerSecond ?? Number.NaN));
  const ratio = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ rows, ratio, mark })}\n`);
    return ratio >= mark;
  }
  const lines = rows.map((row) => [
    row.name,
    row.runsPerSecond.toFixed(0),
    row.acceptedPerSecond.toFixed(0),
    `${row.p50Ms.toFixed(1)} ms`,
    `${row.p99Ms.toFixed(1)} ms`,
    String(row.refused),
  ]);
  const widths = COLUMNS.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const draw = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  process.stdout.write(`${[draw(COLUMNS), ...lines.map(draw)].join('\n')}\n\n`);
  const bar = '█'.repeat(Math.round(ratio * 40)).padEnd(40, '·');
  process.stdout.write(
    `ratio to the floor  ${bar}  ${ratio.toFixed(2)} (mark ${mark.toFixed(2)}: ${ratio >= mark ? 'reached' : 'missed'})\n`,
  );
  return ratio >= mark;
}
