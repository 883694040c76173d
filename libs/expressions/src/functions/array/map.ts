import { toText } from '../../coerce/to-text.ts';
import { isCollection, isPresent, type Value } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any, array, optional, rest, text } from '../parameter.ts';
import { pathText, valueAtPath } from '../value-at-path.ts';

export const mapFunction = defineFunction({
  name: 'map',
  category: 'array',
  summary:
    'The values at a key of every element, optionally only of elements whose filter key has one of the given values.',
  parameters: [array('array'), any('key'), optional(text('filter key')), rest(any('filter values'))],
  examples: [
    {
      expression: 'map(1.emails[]; email)',
      data: { 1: { emails: [{ email: 'a@x' }, { email: 'b@x' }] } },
      result: ['a@x', 'b@x'],
    },
    {
      expression: 'map(1.emails[]; "email"; "label"; "work,home")',
      data: {
        1: {
          emails: [
            { email: 'a@x', label: 'work' },
            { email: 'b@x', label: 'other' },
            { email: 'c@x', label: 'home' },
          ],
        },
      },
      result: ['a@x', 'c@x'],
    },
    {
      expression: 'map(1.emails[]; email; label; work; home)',
      data: {
        1: {
          emails: [
            { email: 'a@x', label: 'work' },
            { email: 'b@x', label: 'other' },
            { email: 'c@x', label: 'home' },
          ],
        },
      },
      result: ['a@x', 'c@x'],
    },
    { expression: 'map(1.list; "a.b")', data: { 1: { list: [{ a: { b: 1 } }, {}] } }, result: [1] },
  ],
  evaluate: ([list, key, filterKey, filterValues], evaluation) => {
    evaluation.step(list.length);
    const path = pathText(key, evaluation);
    const wanted = wantedTexts(filterValues);
    const mapped: Value[] = [];
    for (const element of list) {
      if (filterKey !== undefined && !isWanted(valueAtPath(element, filterKey), wanted)) continue;
      const value = valueAtPath(element, path);
      if (value !== undefined) mapped.push(value);
    }
    return mapped;
  },
});

/** The values come as comma-separated texts or as arrays; they are compared as text, trimmed. Undefined when there are none. */
function wantedTexts(given: readonly Value[]): ReadonlySet<string> | undefined {
  const values = given.filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const list = values.flatMap((value) => (Array.isArray(value) ? value : toText(value).split(',')));
  return new Set(list.map((value) => toText(value).trim()));
}

/** Without values any element that has the filter key is wanted. */
function isWanted(value: Value, wanted: ReadonlySet<string> | undefined): boolean {
  if (!isPresent(value)) return false;
  if (wanted === undefined) return true;
  return !Array.isArray(value) && !isCollection(value) && wanted.has(toText(value).trim());
}
