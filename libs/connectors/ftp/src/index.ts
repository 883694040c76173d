export { ftpConnector } from './ftp.connector.ts';
