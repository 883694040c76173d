import { defineModule } from '@ebbflow/connector-sdk';
import { requireStore } from '../read-store.ts';

export const deleteAllRecords = defineModule({
  name: 'datastore:DeleteAllRecords',
  versions: [1],
  kind: 'action',
  label: 'Delete all records',
  fields: { parameters: ['datastore'], output: ['count'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    return { bundles: [{ count: await dataStores.deleteAll(requireStore(input)) }] };
  },
});
