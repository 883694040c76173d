import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const hourFunction = defineFunction({
  name: 'hour',
  category: 'date',
  summary: 'The hour, 0 to 23.',
  parameters: [date('date')],
  examples: [{ expression: 'hour("2016-12-08T15:55:57.536Z")', result: 15 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).hour,
});
