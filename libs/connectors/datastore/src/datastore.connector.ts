import { defineConnector } from '@ebbflow/connector-sdk';
import { addRecord } from './actions/add-record.action.ts';
import { countRecords, stats } from './actions/count-records.action.ts';
import { deleteAllRecords } from './actions/delete-all-records.action.ts';
import { deleteRecord } from './actions/delete-record.action.ts';
import { existRecord } from './actions/exist-record.action.ts';
import { getRecord } from './actions/get-record.action.ts';
import { searchRecords } from './actions/search-records.action.ts';
import { updateRecord } from './actions/update-record.action.ts';

export const datastoreConnector = defineConnector({
  app: 'datastore',
  label: 'Data store',
  modules: [
    addRecord,
    updateRecord,
    getRecord,
    existRecord,
    searchRecords,
    deleteRecord,
    deleteAllRecords,
    countRecords,
    stats,
  ],
});
