import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';

export const shuffleFunction = defineFunction({
  name: 'shuffle',
  category: 'array',
  summary: 'The elements in random order.',
  parameters: [array('array')],
  examples: [{ expression: 'length(shuffle(1.list))', data: { 1: { list: [1, 2, 3] } }, result: 3 }],
  evaluate: ([list], evaluation) => {
    evaluation.step(list.length);
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = Math.floor(evaluation.scope.random() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  },
});
