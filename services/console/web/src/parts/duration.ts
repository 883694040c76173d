/** "0.4 s", "12 s", "3 min 5 s": as short as it can be told apart. */
export function durationInWords(milliseconds: number, language: string): string {
  const number = (value: number, unit: string, digits = 0): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (milliseconds < 1_000) return number(Math.round(milliseconds), 'millisecond');
  if (milliseconds < 60_000) return number(milliseconds / 1_000, 'second', 1);
  const minutes = Math.floor(milliseconds / 60_000);
  return `${number(minutes, 'minute')} ${number(Math.round((milliseconds % 60_000) / 1_000), 'second')}`;
}
