import { readText, type Bundle } from '@ebbflow/connector-sdk';
import { separatorOf } from './separator.ts';

/** One text out of the `value` of every bundle, with the row separator between them. */
export function foldText(rows: readonly Bundle[], parameters: Bundle): Bundle {
  return { text: rows.map((row) => readText(row, 'value') ?? '').join(separatorOf(parameters, 'rowSeparator', '')) };
}
