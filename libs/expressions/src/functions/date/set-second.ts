import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const setSecondFunction = defineFunction({
  name: 'setSecond',
  category: 'date',
  summary: 'The date with another second; beyond 0 to 59 it carries over into other minutes.',
  parameters: [date('date'), integer('second')],
  examples: [
    { expression: 'setSecond(2015-10-07T11:36:39.138Z;10)', result: new Date('2015-10-07T11:36:10.138Z') },
    { expression: 'setSecond(2015-10-07T11:36:39.138Z; 61)', result: new Date('2015-10-07T11:37:01.138Z') },
  ],
  evaluate: ([given, second], evaluation) => localTime(given, evaluation).withSecond(second),
});
