import { formatDate } from '../../dates/format-date.ts';
import { resolveZone } from '../../dates/zone.ts';
import { defineFunction } from '../define-function.ts';
import { date, optional, text } from '../parameter.ts';

export const formatDateFunction = defineFunction({
  name: 'formatDate',
  category: 'date',
  summary: 'The date as text in the given format (tokens as in Moment.js), in the scenario’s zone or another.',
  parameters: [date('date'), text('format'), optional(text('timezone'))],
  examples: [
    { expression: 'formatDate("2024-05-17T12:00:00Z"; "HH:mm z")', timezone: 'Europe/Prague', result: '14:00 CEST' },
    { expression: 'formatDate("2024-05-17T12:00:00Z"; "HH:mm z"; "America/New_York")', result: '08:00 EDT' },
    {
      expression: 'formatDate(1.created; "MM/DD/YYYY")',
      data: { 1: { created: new Date('2018-10-01T07:32:00Z') } },
      timezone: 'Europe/Prague',
      result: '10/01/2018',
    },
    {
      expression: 'formatDate("2018-10-01T07:32:00Z"; "YYYY-MM-DD hh:mm A")',
      timezone: 'Europe/Prague',
      result: '2018-10-01 09:32 AM',
    },
    {
      expression: 'formatDate("2018-10-01T07:32:00Z"; "DD.MM.YYYY HH:mm"; "UTC")',
      timezone: 'Europe/Prague',
      result: '01.10.2018 07:32',
    },
    {
      expression: 'formatDate("2018-10-01T07:32:00Z"; "HH:mm"; "No/Such_Zone")',
      timezone: 'Europe/Prague',
      result: '09:32',
    },
    {
      expression: 'formatDate("2024-05-17T12:00:00Z"; "dddd, MMMM Do YYYY [at] h:mm a")',
      result: 'Friday, May 17th 2024 at 12:00 pm',
    },
    {
      expression: 'formatDate("2024-05-17T12:00:00Z"; "X x E d w W DDDD Q ZZ")',
      result: '1715947200 1715947200000 5 5 20 20 138 2 +0000',
    },
  ],
  evaluate: ([given, format, timezone], evaluation) =>
    formatDate(given, format, resolveZone(evaluation.scope.timezone, timezone)),
});
