import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const setMinuteFunction = defineFunction({
  name: 'setMinute',
  category: 'date',
  summary: 'The date with another minute; beyond 0 to 59 it carries over into other hours.',
  parameters: [date('date'), integer('minute')],
  examples: [
    { expression: 'setMinute(2015-10-07T11:36:39.138Z;10)', result: new Date('2015-10-07T11:10:39.138Z') },
    { expression: 'setMinute(2015-10-07T11:36:39.138Z;61)', result: new Date('2015-10-07T12:01:39.138Z') },
  ],
  evaluate: ([given, minute], evaluation) => localTime(given, evaluation).withMinute(minute),
});
