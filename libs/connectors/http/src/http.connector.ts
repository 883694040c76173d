import { defineConnector } from '@ebbflow/connector-sdk';
import { downloadFile, getFile } from './actions/get-file.action.ts';
import { makeRequest } from './actions/make-request.action.ts';
import {
  sendDataWithCertificate,
  sendDataWithKey,
  sendDataWithOAuth,
  sendDataWithPassword,
} from './actions/send-data-with-connection.action.ts';
import { makeARequest, sendData } from './actions/send-data.action.ts';

export const httpConnector = defineConnector({
  app: 'http',
  label: 'HTTP',
  modules: [
    sendData,
    sendDataWithKey,
    sendDataWithPassword,
    sendDataWithOAuth,
    sendDataWithCertificate,
    makeRequest,
    makeARequest,
    getFile,
    downloadFile,
  ],
});
