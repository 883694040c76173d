import { toText } from '../../coerce/to-text.ts';
import { isCollection, type Value } from '../../value.ts';
import { toJson } from '../to-json.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList } from '../parameter.ts';

/** Unlike the coercion, the function is asked for text in so many words: what is no UTF-8 becomes U+FFFD. */
const lenientUtf8 = new TextDecoder('utf-8');

function isStructure(value: Value): boolean {
  return Array.isArray(value) || isCollection(value);
}

export const toStringFunction = defineFunction({
  name: 'toString',
  category: 'text',
  summary: 'The value as text: a collection, and an array that holds one, as JSON; binary data as UTF-8.',
  parameters: [anyOrList('value')],
  examples: [
    { expression: 'toString(toBinary(TWFrZQ==; base64))', result: 'Make' },
    { expression: 'toString(1.5)', result: '1.5' },
    {
      expression: 'toString(1.user)',
      data: { 1: { user: { name: 'Ann', tags: ['a'] } } },
      result: '{"name":"Ann","tags":["a"]}',
    },
    { expression: 'toString(1.list)', data: { 1: { list: ['a', 'b'] } }, result: 'a,b' },
    { expression: 'toString(now)', result: '2024-05-17T12:00:00.000Z' },
    { expression: 'toString(toBinary("Wo"))', result: 'Wo' },
  ],
  evaluate: ([given], evaluation) => {
    if (given instanceof Uint8Array) {
      evaluation.ensureSize(given.byteLength);
      return lenientUtf8.decode(given);
    }
    const isNested = isCollection(given) || (Array.isArray(given) && given.some((element) => isStructure(element)));
    return isNested ? toJson(given, evaluation) : toText(given, evaluation.budget);
  },
});
