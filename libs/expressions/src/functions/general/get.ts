import { pathText, valueAtPath } from '../value-at-path.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, path } from '../parameter.ts';

export const getFunction = defineFunction({
  name: 'get',
  category: 'general',
  summary: 'The value at a path of a collection or an array; names are joined by dots, the first element is 1.',
  parameters: [anyOrList('collection or array'), path('path')],
  examples: [
    { expression: 'get(1.user; "address.city")', data: { 1: { user: { address: { city: 'Brno' } } } }, result: 'Brno' },
    { expression: 'get(1.tags; 1 + 1)', data: { 1: { tags: ['a', 'b'] } }, result: 'b' },
    { expression: 'get(1.items; "2.name")', data: { 1: { items: [{ name: 'x' }, { name: 'y' }] } }, result: 'y' },
    { expression: 'get(1.items; 2.name)', data: { 1: { items: [{ name: 'x' }, { name: 'y' }] } }, result: 'y' },
    { expression: 'get(1.items; 2.name)', data: { 1: { items: ['x'] }, 2: { name: '1' } }, result: 'x' },
    { expression: 'get(1.user; "missing.name")', data: { 1: { user: {} } }, result: undefined },
    { expression: 'get(1.user; 1.missing)', data: { 1: { user: { name: 'Ann' } } }, result: undefined },
    { expression: 'get(1.user; "__proto__")', data: { 1: { user: {} } }, result: undefined },
  ],
  // A path that is missing leads nowhere; the whole collection in its place would end up in a field.
  evaluate: ([source, given], evaluation) => {
    const names = pathText(given, evaluation);
    return names === '' ? undefined : valueAtPath(source, names);
  },
});
