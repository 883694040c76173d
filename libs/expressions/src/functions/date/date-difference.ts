import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, optional, text } from '../parameter.ts';

export const dateDifferenceFunction = defineFunction({
  name: 'dateDifference',
  category: 'date',
  summary: 'The first date less the second, in whole milliseconds, seconds, minutes, hours, days, weeks or months.',
  parameters: [date('first date'), date('second date'), optional(text('unit'))],
  examples: [
    { expression: 'dateDifference(2021-05-11T18:10:00.000Z;2021-05-11T18:00:00.000Z)', result: 600000 },
    { expression: 'dateDifference(2021-05-11T18:10:00.000Z;2021-05-11T18:00:00.000Z; minutes)', result: 10 },
    { expression: 'dateDifference("2021-06-11T18:10:00.000Z"; "2021-05-11T18:00:00.000Z"; "months")', result: 1 },
    { expression: 'dateDifference("2021-05-10"; "2021-05-12T12:00:00Z"; "days")', result: -2 },
  ],
  evaluate: ([first, second, unit = 'milliseconds'], evaluation) => localTime(first, evaluation).since(second, unit),
});
