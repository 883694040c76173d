import { defineModule, readBoolean } from '@ebbflow/connector-sdk';
import { readRecordData, requireKey, requireStore } from '../read-store.ts';

/** Changes the given fields of a record. One that is not there is a DataError, or with `upsert` added. */
export const updateRecord = defineModule({
  name: 'datastore:UpdateRecord',
  versions: [1],
  kind: 'action',
  label: 'Update a record',
  fields: { parameters: ['datastore'], mapper: ['key', 'data', 'upsert', 'overwriteArrays'], output: ['key', 'data'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    const [store, record] = [requireStore(input), { key: requireKey(input), data: readRecordData(input) }];
    const options = { overwriteArrays: readBoolean(input.mapped, 'overwriteArrays') ?? false };
    const updated = readBoolean(input.mapped, 'upsert')
      ? await dataStores.upsert(store, record, options)
      : await dataStores.update(store, record, options);
    return { bundles: [{ key: updated.key, data: updated.data }] };
  },
});
