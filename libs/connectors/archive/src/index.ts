export { archiveConnector } from './archive.connector.ts';
