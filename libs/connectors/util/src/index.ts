export { utilConnector } from './util.connector.ts';
