import { printMarks } from './print-marks.ts';
import { runScript } from './run-script.ts';

interface RotationFigures {
  readonly rewrapped: number;
  readonly seconds: number;
  readonly readCount: number;
  readonly failedCount: number;
}

/** A hundred thousand tenants' keys under a younger wrapping key, while others read keys all the time. */
export async function benchRotation(): Promise<boolean> {
  const figures = await runScript<RotationFigures>('services/vault/test/bench/rotation-bench.ts');
  return printMarks('Rotation of the root key', [
    { figure: 'keys rewrapped', value: figures.rewrapped, unit: 'keys', atLeast: 100_000 },
    { figure: 'for all of them', value: figures.seconds, unit: 's', atMost: 300 },
    { figure: 'keys read meanwhile', value: figures.readCount, unit: 'reads', atLeast: 100 },
    { figure: 'of which failed', value: figures.failedCount, unit: 'reads', atMost: 0 },
  ]);
}
