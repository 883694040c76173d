import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const weekDayDiffFunction = defineFunction({
  name: 'weekDayDiff',
  category: 'date',
  summary: 'How many weekdays (Monday to Friday), with fractions, lie between an earlier and the given date.',
  parameters: [date('later date'), date('earlier date')],
  examples: [
    { expression: 'weekDayDiff("2016-12-07T12:00:00.000Z"; "2016-12-05T00:00:00.000Z")', result: 2.5 },
    { expression: 'weekDayDiff("2016-12-09T15:00:00.000Z"; "2016-12-05T15:00:00.000Z")', result: 4 },
    { expression: 'weekDayDiff("2016-12-12"; "2016-12-09")', result: 1 },
  ],
  evaluate: ([later, earlier], evaluation) =>
    localTime(later, evaluation).weekdays - localTime(earlier, evaluation).weekdays,
});
