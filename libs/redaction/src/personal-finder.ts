import { findEmails } from './detectors/find-emails.ts';
import { findIbans } from './detectors/find-ibans.ts';
import { findNumbers } from './detectors/find-numbers.ts';
import type { RedactionType, RuleSet } from './redaction-rules.ts';
import { merged, type Span } from './span.ts';
import type { WorkBudget } from './work-budget.ts';

const NUMBERS: readonly RedactionType[] = ['phone', 'card', 'national-id'];
const DIGITS = /\d[^\n]{0,12}\d/;
/** Words with something in them that stands for another character, as in the query of a URL. */
const WORD = /\S+/g;

/** Finds what is personal in a text by what it looks like. */
export class PersonalFinder {
  readonly isIdle: boolean;
  readonly #types: ReadonlySet<RedactionType>;
  readonly #countries: readonly string[];
  readonly #wantsNumbers: boolean;

  constructor({ types, countries }: RuleSet) {
    this.#types = new Set(types);
    this.#countries = countries;
    this.#wantsNumbers = NUMBERS.some((type) => this.#types.has(type));
    this.isIdle = types.length === 0;
  }

  find(text: string, budget: WorkBudget): Span[] {
    const spans = this.#findPlain(text, budget);
    if (text.includes('%')) spans.push(...this.#findEncoded(text, budget));
    return spans.length < 2 ? spans : merged(spans);
  }

  #findPlain(text: string, budget: WorkBudget): Span[] {
    const spans: Span[] = [];
    if (this.#types.has('email') && text.includes('@')) spans.push(...findEmails(text));
    if (text.length < 5 || !DIGITS.test(text)) return spans;
    if (this.#types.has('iban')) spans.push(...findIbans(text));
    if (this.#wantsNumbers) {
      // An account is not a card as well, though its digits may look like one.
      const accounts = [...spans];
      const wanted = { types: this.#types, countries: this.#countries };
      spans.push(
        ...findNumbers(text, wanted, budget).filter((number) => !accounts.some((other) => covers(other, number))),
      );
    }
    return spans;
  }

  /** A word that is percent-encoded is hidden as a whole: its parts have no places in the text. */
  #findEncoded(text: string, budget: WorkBudget): Span[] {
    const spans: Span[] = [];
    for (const match of text.matchAll(WORD)) {
      const [word] = match;
      const plain = word.includes('%') ? decoded(word) : word;
      if (plain === word) continue;
      const [found] = this.#findPlain(plain, budget);
      if (found !== undefined) spans.push({ start: match.index, end: match.index + word.length, type: found.type });
    }
    return spans;
  }
}

function covers(one: Span, other: Span): boolean {
  return one.start <= other.start && one.end >= other.end;
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word.replaceAll('+', ' '));
  } catch {
    return word;
  }
}
