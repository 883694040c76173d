import { defineModule, ModuleError, readBoolean, readNumber, requireText, type Bundle } from '@ebbflow/connector-sdk';
import { CsvError, parse } from 'csv-parse/sync';
import { readDelimiter } from '../delimiter.ts';

const MOST_ROWS = 100_000;
const MOST_COLUMNS = 1_000;

/**
 * A bundle for each row, with `col1`, `col2`, …; all values stay text. With headers, the first row is left out: as in Make it
 * does not name the columns. Short rows are filled up with empty text to the number of columns that was set.
 */
export const parseCsv = defineModule({
  name: 'csv:ParseCSV',
  versions: [1],
  kind: 'transformer',
  label: 'Parse CSV',
  fields: {
    parameters: ['containsHeaders', 'columnsCount', 'delimiterType', 'delimiter', 'preserveQuotes'],
    mapper: ['csv'],
    output: ['col1', '…'],
  },
  async run({ parameters, mapped }) {
    const columns = readNumber(parameters, 'columnsCount') ?? readNumber(parameters, 'columns') ?? 0;
    if (!Number.isInteger(columns) || columns < 0 || columns > MOST_COLUMNS) {
      throw new ModuleError(
        'DataError',
        `The field "columnsCount" must be a whole number from 0 to ${String(MOST_COLUMNS)}.`,
      );
    }
    const hasHeaders = readBoolean(parameters, 'containsHeaders') ?? readBoolean(parameters, 'headers') ?? false;
    const rows = readRows(requireText(mapped, 'csv'), parameters);
    return { bundles: rows.slice(hasHeaders ? 1 : 0).map((row) => toBundle(row, columns)) };
  },
});

function readRows(text: string, parameters: Bundle): string[][] {
  try {
    const rows = parse(text, {
      delimiter: readDelimiter(parameters),
      bom: true,
      relax_column_count: true,
      relax_quotes: readBoolean(parameters, 'preserveQuotes') ?? false,
      skip_empty_lines: true,
      to: MOST_ROWS + 2,
    });
    if (rows.length > MOST_ROWS + 1)
      throw new ModuleError('DataError', `The field "csv" has more than ${String(MOST_ROWS)} rows.`);
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's message quotes the text; its code and line do not.
    const { lines } = error as { lines?: unknown };
    const where = typeof lines === 'number' ? ` near line ${String(lines)}` : '';
    throw new ModuleError('DataError', `The field "csv" is not valid CSV${where} (${error.code}).`);
  }
}

function toBundle(row: readonly string[], columns: number): Bundle {
  if (row.length > MOST_COLUMNS) {
    throw new ModuleError('DataError', `The field "csv" has a row of more than ${String(MOST_COLUMNS)} columns.`);
  }
  const bundle: Bundle = {};
  for (let index = 0; index < Math.max(row.length, columns); index += 1)
    bundle[`col${String(index + 1)}`] = row[index] ?? '';
  return bundle;
}
