import { defineConnector } from '@ebbflow/connector-sdk';
import { deleteFile } from './actions/delete-file.action.ts';
import { getFile } from './actions/get-file.action.ts';
import { listFiles } from './actions/list-files.action.ts';
import { uploadFile } from './actions/upload-file.action.ts';
import { testAccount } from './session/test-account.ts';

export const sftpConnector = defineConnector({
  app: 'sftp',
  label: 'SFTP',
  // Servers commonly refuse more sessions of one user.
  limits: { concurrent: 5, perSecond: 10 },
  modules: [listFiles, getFile, uploadFile, deleteFile],
  connectionTests: [testAccount],
});
