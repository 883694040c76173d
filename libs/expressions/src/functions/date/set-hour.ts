import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const setHourFunction = defineFunction({
  name: 'setHour',
  category: 'date',
  summary: 'The date with another hour; beyond 0 to 23 it carries over into other days.',
  parameters: [date('date'), integer('hour')],
  examples: [
    { expression: 'setHour(2015-08-07T11:36:39.138Z;6)', result: new Date('2015-08-07T06:36:39.138Z') },
    { expression: 'setHour(2015-08-07T11:36:39.138Z;-6)', result: new Date('2015-08-06T18:36:39.138Z') },
    {
      expression: 'setHour("2015-08-07T11:36:00Z"; 6)',
      timezone: 'Europe/Prague',
      result: new Date('2015-08-07T04:36:00.000Z'),
    },
  ],
  evaluate: ([given, hour], evaluation) => localTime(given, evaluation).withHour(hour),
});
