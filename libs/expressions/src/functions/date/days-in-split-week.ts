import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const daysInSplitWeekFunction = defineFunction({
  name: 'daysInSplitWeek',
  category: 'date',
  summary: 'How many weekdays there are from the date to the end of its week or month, whichever comes first.',
  parameters: [date('date')],
  examples: [
    { expression: 'daysInSplitWeek("2016-12-28T16:03:06.372Z")', result: 3 },
    { expression: 'daysInSplitWeek("2016-01-25T16:03:06.372Z")', result: 5 },
  ],
  evaluate: ([given], evaluation) => localTime(given, evaluation).daysInSplitWeek,
});
