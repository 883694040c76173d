import { readText, type Bundle } from '@ebbflow/connector-sdk';

/** Exports have the separator itself, its escaped spelling, or "other" with the text beside it (`otherRowSeparator`). */
export function separatorOf(parameters: Bundle, key: string, otherwise: string): string {
  const separator = readText(parameters, key);
  if (separator === undefined) return otherwise;
  if (separator === 'other') {
    return readText(parameters, `other${key.charAt(0).toUpperCase()}${key.slice(1)}`) ?? otherwise;
  }
  return separator.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}
