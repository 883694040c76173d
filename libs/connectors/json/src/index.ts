export { jsonConnector } from './json.connector.ts';
