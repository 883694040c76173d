import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const secondFunction = defineFunction({
  name: 'second',
  category: 'date',
  summary: 'The second, 0 to 59.',
  parameters: [date('date')],
  examples: [{ expression: 'second("2016-12-08T15:55:57.536Z")', result: 57 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).second,
});
