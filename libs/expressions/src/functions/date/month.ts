import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const monthFunction = defineFunction({
  name: 'month',
  category: 'date',
  summary: 'The month, 1 to 12.',
  parameters: [date('date')],
  examples: [{ expression: 'month("2016-12-08T15:55:57.536Z")', result: 12 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).month,
});
