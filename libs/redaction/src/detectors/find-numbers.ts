import cardValidator from 'card-validator';
import { isSupportedCountry, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { RedactionType } from '../redaction-rules.ts';
import type { Span } from '../span.ts';
import type { WorkBudget } from '../work-budget.ts';
import { isPersonalNumber } from './personal-numbers.ts';

interface Wanted {
  readonly types: ReadonlySet<RedactionType>;
  readonly countries: readonly string[];
}

/** A group of letters and digits of a number that may be written in several. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
}

/** Groups a number is written in at most (a French personal number has seven, a telephone number sometimes eight). */
const MOST_GROUPS = 8;
const MOST_LENGTH = 30;
/** Longer than any number of a person or a card; of these no part is looked at. */
const MOST_GROUP_LENGTH = 19;
const LEAST_DIGITS = 5;
const MOST_DIGITS = 19;
/** With the letter that some numbers end with after a dash. */
const GROUP = /[A-Za-z]{0,6}\d[A-Za-z0-9]*(?:-[A-Za-z](?![A-Za-z0-9]))?/g;
const BETWEEN = /^[ \u00a0().\-/+]{1,2}$/;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly digits: string;
  readonly hasPlus: boolean;
}

/**
 * Cards, telephone and personal numbers. Groups of digits that stand close are put together, the longest first, and the libraries that know
 * the numbers are asked: each group begins at most eight questions. When the budget of questions is used up, what still looks like a
 * number is hidden unseen.
 */
export function findNumbers(text: string, wanted: Wanted, budget: WorkBudget): Span[] {
  const groups = groupsIn(text);
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    for (let last = reachOf(text, groups, first); last >= first; last -= 1) {
      const candidate = candidateOf(text, groups, first, last);
      const type = typeOf(candidate, wanted, budget);
      if (type === undefined) continue;
      spans.push({ start: candidate.hasPlus ? candidate.start - 1 : candidate.start, end: candidate.end, type });
      first = last;
    }
  }
  return spans;
}

function groupsIn(text: string): Group[] {
  const groups: Group[] = [];
  for (const match of text.matchAll(GROUP)) {
    if (match[0].length > MOST_GROUP_LENGTH) continue;
    groups.push({ start: match.index, end: match.index + match[0].length, digits: match[0].replace(/\D/g, '').length });
  }
  return groups;
}

/** The last group that can belong to a number which begins with `first`. */
function reachOf(text: string, groups: readonly Group[], first: number): number {
  const start = groups[first]?.start ?? 0;
  let digits = groups[first]?.digits ?? 0;
  let last = first;
  for (let previous = groups[first]; last - first < MOST_GROUPS - 1; last += 1) {
    const next = groups[last + 1];
    if (previous === undefined || next === undefined || !BETWEEN.test(text.slice(previous.end, next.start))) break;
    digits += next.digits;
    if (digits > MOST_DIGITS || next.end - start > MOST_LENGTH) break;
    previous = next;
  }
  return last;
}

function candidateOf(text: string, groups: readonly Group[], first: number, last: number): Candidate {
  const start = groups[first]?.start ?? 0;
  const end = groups[last]?.end ?? start;
  const written = text.slice(start, end);
  return { start, end, written, digits: written.replace(/\D/g, ''), hasPlus: text[start - 1] === '+' };
}

function typeOf(candidate: Candidate, { types, countries }: Wanted, budget: WorkBudget): Span['type'] | undefined {
  const { written, digits, hasPlus } = candidate;
  if (digits.length < LEAST_DIGITS) return undefined;
  // The check digit first: it settles nine of ten, and card-validator then knows the issuers and their lengths.
  if (types.has('card') && digits.length >= 13 && passesLuhn(digits)) {
    if (!budget.ask(1)) return 'unchecked';
    if (cardValidator.number(digits).isValid) return 'card';
  }
  const mayBePersonal = types.has('national-id') && digits.length <= 15;
  const mayBePhone = types.has('phone') && digits.length >= 7 && digits.length <= 17 && !/[A-Za-z]/.test(written);
  if (!mayBePersonal && !mayBePhone) return undefined;
  if (!budget.ask(countries.length + 1)) return 'unchecked';
  if (mayBePersonal && isPersonalNumber(written, countries)) return 'national-id';
  return mayBePhone && isPhone(digits, hasPlus, countries) ? 'phone' : undefined;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** With its country's code it is enough that its length can be right; without, it must be one that is given out in one of the countries. */
function isPhone(digits: string, hasPlus: boolean, countries: readonly string[]): boolean {
  const international = hasPlus ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (international !== undefined) return parsePhoneNumberFromString(`+${international}`)?.isPossible() === true;
  return countries.some((country) => isSupportedCountry(country) && isValidPhoneNumber(digits, country));
}
