import { PaymentUnreadableError } from './payment.errors.ts';

/** `10.00` of EUR → 1000, `1000` of JPY → 1000: exactly, without fractions in between. @throws PaymentUnreadableError */
export function minorUnits(decimal: string, currency: string): number {
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(decimal) ?? [];
  const places = placesOf(currency);
  if (whole === '' || /[1-9]/.test(fraction.slice(places))) throw new PaymentUnreadableError();
  return Number(whole + fraction.slice(0, places).padEnd(places, '0'));
}

/** `1000` of EUR → `10.00 EUR`. */
export function amountInWords(amountMinor: number, currency: string): string {
  const places = placesOf(currency);
  const digits = String(amountMinor).padStart(places + 1, '0');
  const split = digits.length - places;
  return `${digits.slice(0, split)}${places === 0 ? '' : `.${digits.slice(split)}`} ${currency}`;
}

function placesOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new PaymentUnreadableError();
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
