import { defineModule, ModuleError } from '@ebbflow/connector-sdk';
import { jsonText } from './json-text.ts';

/** The mapped fields of all bundles as one JSON array, as text. */
export const aggregateToJson = defineModule({
  name: 'json:AggregateToJSON',
  versions: [1],
  kind: 'aggregator',
  label: 'Aggregate to JSON',
  fields: { parameters: ['feeder', 'type', 'space'], mapper: ['…'], output: ['json'] },
  async run() {
    throw new ModuleError('UnexpectedError', 'An aggregator folds bundles; it cannot run on one.');
  },
  aggregate: (rows, parameters) => ({ json: jsonText([...rows], parameters, 'mapper') }),
});
