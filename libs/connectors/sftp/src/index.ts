export { sftpConnector } from './sftp.connector.ts';
