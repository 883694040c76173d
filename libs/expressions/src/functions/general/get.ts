import { pathText, valueAtPath } from '../value-at-path.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, any } from '../parameter.ts';

export const getFunction = defineFunction({
  name: 'get',
  category: 'general',
  summary: 'The value at a path of a collection or an array; names are joined by dots, the first element is 1.',
  parameters: [anyOrList('collection or array'), any('path')],
  examples: [
    { expression: 'get(1.user; "address.city")', data: { 1: { user: { address: { city: 'Brno' } } } }, result: 'Brno' },
    { expression: 'get(1.tags; 1 + 1)', data: { 1: { tags: ['a', 'b'] } }, result: 'b' },
    { expression: 'get(1.items; "2.name")', data: { 1: { items: [{ name: 'x' }, { name: 'y' }] } }, result: 'y' },
    { expression: 'get(1.user; "missing.name")', data: { 1: { user: {} } }, result: undefined },
    { expression: 'get(1.user; "__proto__")', data: { 1: { user: {} } }, result: undefined },
  ],
  evaluate: ([source, path], evaluation) => valueAtPath(source, pathText(path, evaluation)),
});
