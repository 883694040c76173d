import { defineModule } from '@ebbflow/connector-sdk';
import { requireKey, requireStore } from '../read-store.ts';

export const existRecord = defineModule({
  name: 'datastore:ExistRecord',
  versions: [1],
  kind: 'action',
  label: 'Check the existence of a record',
  fields: { parameters: ['datastore'], mapper: ['key'], output: ['exist'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    return { bundles: [{ exist: await dataStores.exists(requireStore(input), requireKey(input)) }] };
  },
});
