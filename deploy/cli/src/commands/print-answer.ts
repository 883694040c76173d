/** One JSON document for machines, or the lines for people; on standard output either way. */
export function printAnswer(asJson: boolean, answer: unknown, lines: () => readonly string[]): void {
  process.stdout.write(asJson ? `${JSON.stringify(answer)}\n` : `${lines().join('\n')}\n`);
}
