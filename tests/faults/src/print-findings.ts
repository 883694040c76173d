import type { Finding, Trial } from './trial.ts';

export function printFindings({ name }: Trial, findings: readonly Finding[], seconds: number): void {
  const width = Math.max(...findings.map(({ what }) => what.length));
  process.stdout.write(`${name} (${seconds.toFixed(0)} s)\n`);
  for (const { what, found, wanted, holds } of findings) {
    const figure = found.toLocaleString('en-US', { maximumFractionDigits: 2 });
    process.stdout.write(`  ${holds ? '✓' : '✗'} ${what.padEnd(width)}  ${figure.padStart(10)}  wanted ${wanted}\n`);
  }
}
