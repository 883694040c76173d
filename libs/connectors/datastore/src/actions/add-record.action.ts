import { defineModule, readBoolean } from '@ebbflow/connector-sdk';
import { readKey, readRecordData, requireStore } from '../read-store.ts';

/**
 * Adds a record, under a key of its own where none is given. A key that is taken is a DuplicateDataError, unless the author
 * chose to overwrite: then the whole record is replaced.
 */
export const addRecord = defineModule({
  name: 'datastore:AddRecord',
  versions: [1],
  kind: 'action',
  label: 'Add/replace a record',
  fields: { parameters: ['datastore'], mapper: ['key', 'data', 'overwrite'], output: ['key', 'data'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    const [store, key, data] = [requireStore(input), readKey(input), readRecordData(input)];
    const overwrites = readBoolean(input.mapped, 'overwrite') ?? false;
    const record =
      overwrites && key !== undefined
        ? await dataStores.put(store, { key, data })
        : await dataStores.add(store, { key, data });
    return { bundles: [{ key: record.key, data: record.data }] };
  },
});
