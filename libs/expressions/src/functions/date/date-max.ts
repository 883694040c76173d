import { dateFromMillis } from '../../dates/date-from-millis.ts';
import { instantsIn } from '../../dates/instants-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const dateMaxFunction = defineFunction({
  name: 'dateMax',
  category: 'date',
  summary: 'The latest of the dates given, or of those in an array.',
  parameters: [rest(anyOrList('date or array'))],
  examples: [
    {
      expression: 'dateMax("2015-01-01T00:00:00.000Z"; "2016-06-15T00:00:00.000Z"; "2014-03-20T00:00:00.000Z")',
      result: new Date('2016-06-15T00:00:00.000Z'),
    },
  ],
  evaluate: ([given], evaluation) => {
    const [first, ...others] = instantsIn(given, evaluation);
    if (first === undefined) return undefined;
    return dateFromMillis(others.reduce((found, instant) => Math.max(found, instant), first));
  },
});
