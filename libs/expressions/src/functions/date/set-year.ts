import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const setYearFunction = defineFunction({
  name: 'setYear',
  category: 'date',
  summary: 'The date with another year.',
  parameters: [date('date'), integer('year')],
  examples: [{ expression: 'setYear(2015-08-07T11:36:39.138Z;2017)', result: new Date('2017-08-07T11:36:39.138Z') }],
  evaluate: ([given, year], evaluation) => localTime(given, evaluation).withYear(year),
});
