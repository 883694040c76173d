import { defineModule, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { requireStore } from '../read-store.ts';

/** Exports call it `Stats`; the documentation calls it by what it does. */
const countRecordsNamed = (name: string): ModuleDefinition =>
  defineModule({
    name,
    versions: [1],
    kind: 'action',
    label: 'Count records',
    fields: { parameters: ['datastore'], output: ['count'] },
    isTransactional: true,
    async run(input, { dataStores }) {
      return { bundles: [{ count: await dataStores.count(requireStore(input)) }] };
    },
  });

export const countRecords = countRecordsNamed('datastore:CountRecords');
export const stats = countRecordsNamed('datastore:Stats');
