import { dataError } from '../../coerce/data-error.ts';
import { parseDateText } from '../../coerce/to-date.ts';
import { parseWithFormat } from '../../dates/parse-with-format.ts';
import { resolveZone } from '../../dates/zone.ts';
import { defineFunction } from '../define-function.ts';
import { optional, text } from '../parameter.ts';

export const parseDateFunction = defineFunction({
  name: 'parseDate',
  category: 'date',
  summary:
    'The date a text is written as in the given format (tokens as in Moment.js), read in the scenario’s zone or another.',
  parameters: [text('text'), optional(text('format')), optional(text('timezone'))],
  examples: [
    { expression: 'parseDate(2016-12-28 04:03 pm; YYYY-MM-DD hh:mm a)', result: new Date('2016-12-28T16:03:00.000Z') },
    { expression: 'parseDate("2016-12-28"; "YYYY-MM-DD")', result: new Date('2016-12-28T00:00:00.000Z') },
    { expression: 'parseDate("2016-12-28 16:03"; "YYYY-MM-DD HH:mm")', result: new Date('2016-12-28T16:03:00.000Z') },
    {
      expression: 'parseDate("2016-12-28 04:03 pm"; "YYYY-MM-DD hh:mm a")',
      result: new Date('2016-12-28T16:03:00.000Z'),
    },
    { expression: 'parseDate(1482940986; X)', result: new Date('2016-12-28T16:03:06.000Z') },
    {
      expression: 'parseDate("Aug 18, 2019 10:00 AM"; "MMM D, YYYY h:mm A"; "America/New_York")',
      result: new Date('2019-08-18T14:00:00.000Z'),
    },
    {
      expression: 'parseDate(parseDate(formatDate(now; "YYYYMM01"); "YYYYMMDD"; "UTC") - 1; "x")',
      result: new Date('2024-04-30T23:59:59.999Z'),
    },
  ],
  evaluate: ([given, format, timezone], evaluation) => {
    const zone = resolveZone(evaluation.scope.timezone, timezone);
    const parsed =
      format === undefined ? parseDateText(given, zone) : parseWithFormat(given, format, zone, evaluation.scope.nowMs);
    if (parsed === undefined) throw dataError('The text is no valid date in the given format.');
    return parsed;
  },
});
