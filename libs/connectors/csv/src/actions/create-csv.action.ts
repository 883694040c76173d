import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import { csvText } from '../csv-text.ts';

/** The chosen fields of all bundles as one CSV text. */
export const createCsv = defineModule({
  name: 'csv:CreateAggregator',
  versions: [1],
  kind: 'aggregator',
  label: 'Create CSV',
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
