/** `lost` is 0 for a population and 1 for a sample (Bessel's correction); undefined when there are too few numbers. */
export function standardDeviation(numbers: readonly number[], lost: 0 | 1): number | undefined {
  if (numbers.length <= lost) return undefined;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (numbers.length - lost));
}
