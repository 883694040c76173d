import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const addMonthsFunction = defineFunction({
  name: 'addMonths',
  category: 'date',
  summary:
    'The date so many months later, by the calendar; a day the month lacks becomes its last; earlier when the number is negative.',
  parameters: [date('date'), integer('number')],
  examples: [
    { expression: 'addMonths(2016-08-08T15:55:57.536Z;2)', result: new Date('2016-10-08T15:55:57.536Z') },
    { expression: 'addMonths("2024-01-31"; 1)', result: new Date('2024-02-29T00:00:00.000Z') },
  ],
  evaluate: ([given, count], evaluation) => localTime(given, evaluation).plus({ months: count }),
});
