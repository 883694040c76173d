import { toText } from '../../coerce/to-text.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList } from '../parameter.ts';

export const lengthFunction = defineFunction({
  name: 'length',
  category: 'text',
  summary:
    'The number of characters of a text (as JavaScript counts: an emoji is two), of elements of an array, of bytes of binary data.',
  parameters: [anyOrList('text, array or binary data')],
  examples: [
    { expression: 'length(hello)', result: 5 },
    { expression: 'length(1.list)', data: { 1: { list: ['a', 'b'] } }, result: 2 },
    { expression: 'length(1.file)', data: { 1: { file: new Uint8Array([1, 2, 3]) } }, result: 3 },
    { expression: 'length(1.missing)', data: { 1: {} }, result: 0 },
    { expression: 'length("😀")', result: 2 },
  ],
  evaluate: ([what], evaluation) =>
    Array.isArray(what) || what instanceof Uint8Array ? what.length : toText(what, evaluation.budget).length,
});
