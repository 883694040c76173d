const UNITS = ['KiB', 'MiB', 'GiB'] as const;

/** `512 B`, `2.0 KiB`. */
export function bytesInWords(bytes: number): string {
  let amount = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    if (amount < 1_024) break;
    amount /= 1_024;
    unit = next;
  }
  return unit === 'B' ? `${String(bytes)} B` : `${amount.toFixed(1)} ${unit}`;
}
