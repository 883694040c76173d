import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const dayOfWeekFunction = defineFunction({
  name: 'dayOfWeek',
  category: 'date',
  summary: 'The day of the week, Sunday (1) to Saturday (7).',
  parameters: [date('date')],
  examples: [
    { expression: 'dayOfWeek("2016-12-28T16:03:06.372Z")', result: 4 },
    { expression: 'dayOfWeek("2016-12-25T16:03:06.372Z")', result: 1 },
  ],
  evaluate: ([given], evaluation) => localTime(given, evaluation).dayOfWeek,
});
