import type { Value } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { array, optional, text } from '../parameter.ts';
import { sortOrder } from '../sort-order.ts';
import { valueAtPath } from '../value-at-path.ts';

const ORDERS = new Set(['asc', 'desc', 'asc ci', 'desc ci']);

export const sortFunction = defineFunction({
  name: 'sort',
  category: 'array',
  summary:
    'The array in order (asc, desc, asc ci, desc ci), by its elements or by a key; a second argument that is no order is the key.',
  parameters: [array('array'), optional(text('order')), optional(text('key'))],
  examples: [
    { expression: 'sort(1.list)', data: { 1: { list: ['b', 'a', 'C'] } }, result: ['C', 'a', 'b'] },
    { expression: 'sort(1.list; asc ci)', data: { 1: { list: ['b', 'a', 'C'] } }, result: ['a', 'b', 'C'] },
    { expression: 'sort(1.list; "desc")', data: { 1: { list: [1, 10, 9] } }, result: [10, 9, 1] },
    {
      expression: 'sort(1.people[]; name)',
      data: { 1: { people: [{ name: 'b' }, { name: 'a' }] } },
      result: [{ name: 'a' }, { name: 'b' }],
    },
    {
      expression: 'sort(1.mails[]; desc; sender.name)',
      data: { 1: { mails: [{ sender: { name: 'a' } }, { sender: { name: 'b' } }] } },
      result: [{ sender: { name: 'b' } }, { sender: { name: 'a' } }],
    },
  ],
  evaluate: ([list, second, third], evaluation) => {
    const isOrder = second === undefined || ORDERS.has(second.toLowerCase());
    const order = isOrder ? (second ?? 'asc').toLowerCase() : 'asc';
    const key = isOrder ? third : second;
    evaluation.step(list.length * 4);
    const keyed = list.map((element): [Value, Value] => [
      key === undefined ? element : valueAtPath(element, key),
      element,
    ]);
    const compareKeys = sortOrder(order.endsWith('ci'), evaluation);
    const sign = order.startsWith('desc') ? -1 : 1;
    return keyed.sort(([left], [right]) => compareKeys(left, right, sign)).map(([, element]) => element);
  },
});
