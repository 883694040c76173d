import { defineModule, readBoolean } from '@ebbflow/connector-sdk';
import { requireKey, requireStore } from '../read-store.ts';

/** The record's fields, or with `returnWrapped` the record as `{key, data}`. One empty bundle where there is no such record. */
export const getRecord = defineModule({
  name: 'datastore:GetRecord',
  versions: [1],
  kind: 'action',
  label: 'Get a record',
  fields: { parameters: ['datastore'], mapper: ['key', 'returnWrapped'], output: ['…'] },
  isTransactional: true,
  async run(input, { dataStores }) {
    const record = await dataStores.get(requireStore(input), requireKey(input));
    if (record === undefined) return { bundles: [{}] };
    const isWrapped = readBoolean(input.mapped, 'returnWrapped') ?? false;
    return { bundles: [isWrapped ? { key: record.key, data: record.data } : record.data] };
  },
});
