import { dateFromMillis } from '../../dates/date-from-millis.ts';
import { defineFunction } from '../define-function.ts';
import { date, number } from '../parameter.ts';

export const addHoursFunction = defineFunction({
  name: 'addHours',
  category: 'date',
  summary: 'The date so many hours later; earlier when the number is negative.',
  parameters: [date('date'), number('number')],
  examples: [{ expression: 'addHours(2016-12-08T15:55:57.536Z; 2)', result: new Date('2016-12-08T17:55:57.536Z') }],
  evaluate: ([given, count]) => dateFromMillis(given.getTime() + count * 3_600_000),
});
