import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import { csvText } from '../csv-text.ts';

/** As `csv:CreateAggregator`; the columns are the fields of a data structure, which are mapped one by one. */
export const createAdvancedCsv = defineModule({
  name: 'csv:CreateAdvancedAggregator',
  versions: [1],
  kind: 'aggregator',
  label: 'Create CSV (advanced)',
  fields: {
    parameters: ['feeder', 'includeHeaders', 'delimiterType', 'delimiter', 'newlineType'],
    mapper: ['…'],
    output: ['text'],
  },
  async run() {
    throw new ModuleError('UnexpectedError', 'An aggregator folds bundles; it cannot run on one.');
  },
  aggregate: (rows, parameters) => ({ text: csvText(rows, parameters) }),
});
