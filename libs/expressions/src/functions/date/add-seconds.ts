import { dateFromMillis } from '../../dates/date-from-millis.ts';
import { defineFunction } from '../define-function.ts';
import { date, number } from '../parameter.ts';

export const addSecondsFunction = defineFunction({
  name: 'addSeconds',
  category: 'date',
  summary: 'The date so many seconds later; earlier when the number is negative.',
  parameters: [date('date'), number('number')],
  examples: [{ expression: 'addSeconds(2016-12-08T15:55:57.536Z; 2)', result: new Date('2016-12-08T15:55:59.536Z') }],
  evaluate: ([given, count]) => dateFromMillis(given.getTime() + count * 1_000),
});
