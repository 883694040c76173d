export { httpConnector } from './http.connector.ts';
