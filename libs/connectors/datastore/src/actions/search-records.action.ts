import { defineModule, ModuleError, readNumber } from '@ebbflow/connector-sdk';
import { readFilter } from '../search/read-filter.ts';
import { readSort } from '../search/read-sort.ts';
import { requireStore } from '../read-store.ts';

/** Records that one search answers at most. */
const MOST_RECORDS = 10_000;

/** A bundle `{key, data}` for each record that passes the filter. */
export const searchRecords = defineModule({
  name: 'datastore:SearchRecord',
  versions: [1],
  kind: 'search',
  label: 'Search records',
  fields: {
    parameters: ['datastore', 'limit', 'continueWhenNoRes'],
    mapper: ['filter', 'sort', 'mappableLimit'],
    output: ['key', 'data'],
  },
  isTransactional: true,
  async run(input, { dataStores }) {
    const { parameters, mapped } = input;
    const limit = readNumber(mapped, 'mappableLimit') ?? readNumber(parameters, 'limit') ?? MOST_RECORDS;
    if (!Number.isInteger(limit) || limit < 1)
      throw new ModuleError('DataError', 'The field "limit" must be a whole number from 1 on.');
    const records = await dataStores.search(requireStore(input), {
      filter: readFilter(mapped),
      sort: readSort(mapped),
      limit: Math.min(limit, MOST_RECORDS),
    });
    return { bundles: records.map(({ key, data }) => ({ key, data })) };
  },
});
