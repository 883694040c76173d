/** Kinds of personal data that are found by what they look like. */
export type RedactionType = 'email' | 'phone' | 'card' | 'iban' | 'national-id';

export interface RuleSet {
  /** `2.customer.email`, `*` for one name, `**` for any number of them; see `PathPatterns`. */
  readonly paths: readonly string[];
  readonly types: readonly RedactionType[];
  /** ISO 3166-1 alpha-2: whose personal numbers are looked for, and whose telephone numbers without `+`. */
  readonly countries: readonly string[];
}

/** What any of them hides. */
export function unionOf(sets: readonly RuleSet[]): RuleSet {
  return {
    paths: [...new Set(sets.flatMap(({ paths }) => paths))],
    types: [...new Set(sets.flatMap(({ types }) => types))],
    countries: [...new Set(sets.flatMap(({ countries }) => countries))],
  };
}
