import { defineConnector } from '@ebbflow/connector-sdk';
import { getFile } from './actions/get-file.action.ts';
import { makeRequest } from './actions/make-request.action.ts';
import { sendDataWithKey } from './actions/send-data-with-key.action.ts';
import { sendData } from './actions/send-data.action.ts';

export const httpConnector = defineConnector({
  app: 'http',
  label: 'HTTP',
  modules: [sendData, sendDataWithKey, makeRequest, getFile],
});
