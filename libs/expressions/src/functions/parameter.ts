import { toArray } from '../coerce/to-array.ts';
import { toBoolean } from '../coerce/to-boolean.ts';
import { toBuffer } from '../coerce/to-buffer.ts';
import { toCollection } from '../coerce/to-collection.ts';
import { toDate } from '../coerce/to-date.ts';
import { toNumber } from '../coerce/to-number.ts';
import { toText } from '../coerce/to-text.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { type Collection, isPresent, type Value } from '../value.ts';

type ParameterKind = 'text' | 'number' | 'boolean' | 'date' | 'array' | 'collection' | 'buffer' | 'any';

/**
 * One argument of a function: its name for the reference page, its type for the coercion, and whether it must be there.
 * `lists` decides what `[]` means in it: every element where an array is wanted, else the first.
 */
export interface Parameter<Read> {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly presence: 'required' | 'optional' | 'rest';
  readonly lists: 'all' | 'first' | 'trailing';
  /** The function gets a thunk and decides whether the argument is evaluated at all. */
  readonly isLazy?: true;
  /** A module's field typed where a path is wanted is the path itself, unless there is such a module. */
  readonly isPath?: true;
  /** `given` is undefined when the argument is missing. */
  read(given: Value, evaluation: Evaluation): Read;
}

type Reader<Read> = (value: Value, evaluation: Evaluation) => Read;

function required<Read>(name: string, kind: ParameterKind, read: Reader<Read>): Parameter<Read> {
  const lists = kind === 'array' ? 'all' : kind === 'any' ? 'trailing' : 'first';
  return { name, kind, presence: 'required', lists, read };
}

export const text = (name: string) =>
  required<string>(name, 'text', (value, evaluation) => toText(value, evaluation.budget));
export const number = (name: string) => required<number>(name, 'number', toNumber);
/** A number without its fraction, as JavaScript's own index arguments. */
export const integer = (name: string) => required<number>(name, 'number', (value) => Math.trunc(toNumber(value)));
export const boolean = (name: string) => required<boolean>(name, 'boolean', toBoolean);
export const date = (name: string) =>
  required<Date>(name, 'date', (value, evaluation) => toDate(value, evaluation.scope.timezone));
export const array = (name: string) => required<Value[]>(name, 'array', toArray);
export const collection = (name: string) => required<Collection>(name, 'collection', toCollection);
export const buffer = (name: string) => required<Uint8Array>(name, 'buffer', toBuffer);
export const any = (name: string) => required<Value>(name, 'any', (value) => value);
/** Takes an array as it is, like `any`, and every element of `1.items[].name`, like `array`. */
export const anyOrList = (name: string): Parameter<Value> => ({ ...any(name), lists: 'all' });

/** `get(1.items; 5.name)`: typed without quotes it looks like a field of module 5. */
export const path = (name: string): Parameter<Value> => ({ ...any(name), isPath: true });

/** A branch: what is not taken is not evaluated, so that `if(1.date; formatDate(1.date; …); "")` cannot fail. */
export const lazy = (name: string): Parameter<() => Value> => ({
  ...required(name, 'any', (value) => () => value),
  isLazy: true,
});

/** May be left out or empty; then the function gets undefined. */
export function optional<Read>(parameter: Parameter<Read>): Parameter<Read | undefined> {
  return {
    ...parameter,
    presence: 'optional',
    read: (value, evaluation) => (isPresent(value) ? parameter.read(value, evaluation) : undefined),
  };
}

/** Any number of further arguments; must be the last parameter. The function gets them as one array. */
export function rest<Read>(parameter: Parameter<Read>): Parameter<Read[]> & { readonly element: Parameter<Read> } {
  return { ...parameter, presence: 'rest', read: () => [], element: parameter };
}

export function isRest(
  parameter: Parameter<unknown>,
): parameter is Parameter<unknown[]> & { readonly element: Parameter<unknown> } {
  return parameter.presence === 'rest';
}
