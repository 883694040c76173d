import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, number } from '../parameter.ts';

export const addWeekDaysFunction = defineFunction({
  name: 'addWeekDays',
  category: 'date',
  summary: 'The date so many weekdays (Monday to Friday) later; earlier when the number is negative.',
  parameters: [date('date'), number('number')],
  examples: [
    { expression: 'addWeekDays("2016-12-08T15:55:57.536Z"; 2)', result: new Date('2016-12-12T15:55:57.536Z') },
    { expression: 'addWeekDays("2016-12-08T15:55:57.536Z"; -2)', result: new Date('2016-12-06T15:55:57.536Z') },
    { expression: 'addWeekDays("2024-05-18"; 5)', result: new Date('2024-05-24T00:00:00.000Z') },
  ],
  evaluate: ([given, count], evaluation) => localTime(given, evaluation).plusWeekdays(Math.floor(count)),
});
