export { regexpConnector } from './regexp.connector.ts';
