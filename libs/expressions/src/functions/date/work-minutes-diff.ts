import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const workMinutesDiffFunction = defineFunction({
  name: 'workMinutesDiff',
  category: 'date',
  summary: 'How many minutes of work (Monday to Friday, 9 to 17 o’clock) lie between two dates.',
  parameters: [date('earlier date'), date('later date')],
  examples: [
    { expression: 'workMinutesDiff("2016-12-05T09:00:00.000Z"; "2016-12-05T17:00:00.000Z")', result: 480 },
    { expression: 'workMinutesDiff("2016-12-05T09:00:00.000Z"; "2016-12-06T17:00:00.000Z")', result: 960 },
    { expression: 'workMinutesDiff("2016-12-09T16:00:00.000Z"; "2016-12-12T10:00:00.000Z")', result: 120 },
  ],
  evaluate: ([earlier, later], evaluation) =>
    localTime(later, evaluation).workMinutes - localTime(earlier, evaluation).workMinutes,
});
