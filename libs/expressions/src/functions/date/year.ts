import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const yearFunction = defineFunction({
  name: 'year',
  category: 'date',
  summary: 'The year.',
  parameters: [date('date')],
  examples: [{ expression: 'year("2016-12-08T15:55:57.536Z")', result: 2016 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).year,
});
