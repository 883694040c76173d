import { defineModule } from '@ebbflow/connector-sdk';
import { requireKey, requireStore } from '../read-store.ts';

/** Deleting what is not there is no error: afterwards the record is gone either way; `deleted` tells the two apart. */
export const deleteRecord = defineModule({
  name: 'datastore:DeleteRecord',
  versions: [1],
  kind: 'action',
  label: 'Delete a record',
  fields: { parameters: ['datastore'], mapper: ['key'], output: ['key', 'deleted'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    const key = requireKey(input);
    return { bundles: [{ key, deleted: await dataStores.delete(requireStore(input), key) }] };
  },
});
