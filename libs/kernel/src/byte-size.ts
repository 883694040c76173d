import { ExpectedError } from './errors.ts';

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 1_024, MiB: 1_048_576, GiB: 1_073_741_824 };

/**
 * `5MiB` → 5242880. Binary units only (B, KiB, MiB, GiB), so that nobody has to guess which mega was meant.
 * @throws ExpectedError `KERNEL.BAD_SIZE`
 */
export function parseByteSize(text: string): number {
  const match = /^(\d+)(B|KiB|MiB|GiB)$/.exec(text.trim());
  const unit = match ? UNITS[match[2] ?? ''] : undefined;
  if (!match || unit === undefined) {
    throw new ExpectedError('KERNEL.BAD_SIZE', 400, 'A size needs a unit: B, KiB, MiB or GiB, such as 5MiB.');
  }
  return Number(match[1]) * unit;
}
