import { defineConnector } from '@ebbflow/connector-sdk';
import { createXml } from './actions/create-xml.action.ts';
import { parseXml } from './actions/parse-xml.action.ts';

export const xmlConnector = defineConnector({
  app: 'xml',
  label: 'XML',
  modules: [parseXml, createXml],
});
