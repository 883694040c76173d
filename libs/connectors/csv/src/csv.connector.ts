import { defineConnector } from '@ebbflow/connector-sdk';
import { createAdvancedCsv } from './actions/create-advanced-csv.action.ts';
import { createCsv } from './actions/create-csv.action.ts';
import { parseCsv } from './actions/parse-csv.action.ts';

export const csvConnector = defineConnector({
  app: 'csv',
  label: 'CSV',
  modules: [parseCsv, createCsv, createAdvancedCsv],
});
