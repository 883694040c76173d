import { defineConnector } from '@ebbflow/connector-sdk';
import { deleteFile } from './actions/delete-file.action.ts';
import { getFile } from './actions/get-file.action.ts';
import { listFiles } from './actions/list-files.action.ts';
import { uploadFile } from './actions/upload-file.action.ts';

export const sftpConnector = defineConnector({
  app: 'sftp',
  label: 'SFTP',
  modules: [listFiles, getFile, uploadFile, deleteFile],
});
