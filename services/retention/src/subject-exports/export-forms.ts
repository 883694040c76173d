import { stringify } from 'csv-stringify/sync';
import type { SpooledDataset } from './export-spools.ts';

/** An array with a row a line. */
export async function* jsonOf(rows: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let before = '[\n';
  for await (const row of rows) {
    yield Buffer.from(before + row);
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}

/** Columns as the schema names them; what is nested as JSON. What a spreadsheet would take for a formula begins with a quote. */
export async function* csvOf({ schema }: SpooledDataset, rows: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const columns = columnsOf(schema);
  const write = (cells: unknown[]): Buffer =>
    Buffer.from(stringify([cells], { escape_formulas: true, record_delimiter: 'windows' }));
  yield write(columns);
  for await (const text of rows) {
    const row = JSON.parse(text) as Record<string, unknown>;
    yield write(columns.map((column) => cellOf(row[column])));
  }
}

export function columnsOf(schema: SpooledDataset['schema']): string[] {
  return Object.keys(schema['properties'] ?? {});
}

export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
