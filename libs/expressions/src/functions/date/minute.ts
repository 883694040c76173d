import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const minuteFunction = defineFunction({
  name: 'minute',
  category: 'date',
  summary: 'The minute, 0 to 59.',
  parameters: [date('date')],
  examples: [{ expression: 'minute("2016-12-08T15:55:57.536Z")', result: 55 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).minute,
});
