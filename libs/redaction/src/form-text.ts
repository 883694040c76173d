/** One name and its value, as written and as meant. */
interface FormField {
  readonly written: string;
  readonly names: readonly string[];
  readonly value: string;
}

const FORM = /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/;

/** The fields of a text that is a form body or a query, undefined where it is neither. `customer[email]` is `email` in `customer`. */
export function formFields(text: string): FormField[] | undefined {
  if (!text.includes('=') || !FORM.test(text)) return undefined;
  return text.split('&').map((written) => {
    const at = written.indexOf('=');
    const names = plain(written.slice(0, at))
      .split(/[[\]]+/)
      .filter((name) => name !== '');
    return { written, names, value: plain(written.slice(at + 1)) };
  });
}

/** The field with another value. */
export function formField({ written }: FormField, value: string): string {
  return `${written.slice(0, written.indexOf('='))}=${encodeURIComponent(value)}`;
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}
