import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const addDaysFunction = defineFunction({
  name: 'addDays',
  category: 'date',
  summary: 'The date so many days later, by the calendar of the scenario’s zone; earlier when the number is negative.',
  parameters: [date('date'), integer('number')],
  examples: [
    { expression: 'addDays(2016-12-08T15:55:57.536Z;2)', result: new Date('2016-12-10T15:55:57.536Z') },
    { expression: 'addDays("2016-12-08T15:55:57.536Z"; -2)', result: new Date('2016-12-06T15:55:57.536Z') },
    {
      expression: 'addDays("2024-03-30T12:00:00+01:00"; 1)',
      timezone: 'Europe/Prague',
      result: new Date('2024-03-31T10:00:00.000Z'),
    },
  ],
  evaluate: ([given, count], evaluation) => localTime(given, evaluation).plus({ days: count }),
});
