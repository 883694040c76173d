import { defineModule, ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

/** One text out of the `value` of every bundle, with the row separator between them. */
export const aggregateText = defineModule({
  name: 'util:TextAggregator',
  versions: [1],
  kind: 'aggregator',
  label: 'Text aggregator',
  fields: { parameters: ['feeder', 'rowSeparator', 'otherRowSeparator'], mapper: ['value'], output: ['text'] },
  async run() {
    throw new ModuleError('UnexpectedError', 'An aggregator folds bundles; it cannot run on one.');
  },
  aggregate: (rows, parameters) => ({
    text: rows.map((row) => readText(row, 'value') ?? '').join(separatorOf(parameters)),
  }),
});

/** Exports have the separator itself, its escaped spelling, or "other" with the text beside it. */
function separatorOf(parameters: Bundle): string {
  const separator = readText(parameters, 'rowSeparator') ?? '';
  if (separator === 'other') return readText(parameters, 'otherRowSeparator') ?? '';
  return separator.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}
