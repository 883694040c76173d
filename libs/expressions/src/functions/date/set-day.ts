import { localTime } from '../../dates/local-time.ts';
import { DAY_NAMES, namedNumber } from '../../dates/names.ts';
import { defineFunction } from '../define-function.ts';
import { any, date } from '../parameter.ts';

export const setDayFunction = defineFunction({
  name: 'setDay',
  category: 'date',
  summary:
    'The date moved to another day of its week, Sunday (1) to Saturday (7) or an English name; beyond that into other weeks.',
  parameters: [date('date'), any('day')],
  examples: [
    { expression: 'setDay(2018-06-27T11:36:39.138Z;Monday)', result: new Date('2018-06-25T11:36:39.138Z') },
    { expression: 'setDay(2018-06-27T11:36:39.138Z;1)', result: new Date('2018-06-24T11:36:39.138Z') },
    { expression: 'setDay(2018-06-27T11:36:39.138Z;7)', result: new Date('2018-06-30T11:36:39.138Z') },
    { expression: 'setDay("2018-06-27T11:36:39.138Z"; 8)', result: new Date('2018-07-01T11:36:39.138Z') },
  ],
  evaluate: ([given, day], evaluation) => localTime(given, evaluation).withDayOfWeek(namedNumber(day, DAY_NAMES)),
});
