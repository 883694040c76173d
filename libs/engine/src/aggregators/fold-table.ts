import { isBundle, readBoolean, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { separatorOf } from './separator.ts';

/**
 * A table as text: one line a bundle, one column a field. The fields are those the mapper lists as `value` (an array, one
 * element a column), else all mapped ones in their order. `columnSeparator` (default tab), `rowSeparator` (default new line) and
 * `header` (a first line with the fields' names) are parameters.
 */
export function foldTable(rows: readonly Bundle[], parameters: Bundle): Bundle {
  const column = separatorOf(parameters, 'columnSeparator', '\t');
  const lines = rows.map((row) => cellsOf(row).map(cellText).join(column));
  if (readBoolean(parameters, 'header') === true && rows[0] !== undefined) {
    lines.unshift(Object.keys(rows[0]).join(column));
  }
  return { text: lines.join(separatorOf(parameters, 'rowSeparator', '\n')) };
}

function cellsOf(row: Bundle): readonly Value[] {
  const { value } = row;
  if (Array.isArray(value)) return value;
  return isBundle(value) ? Object.values(value) : Object.values(row);
}

function cellText(value: Value): string {
  const isStructured = typeof value === 'object' && value !== null && (Array.isArray(value) || isBundle(value));
  return isStructured ? JSON.stringify(value) : (readText({ value }, 'value') ?? '');
}
