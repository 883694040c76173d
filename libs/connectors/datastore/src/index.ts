export { datastoreConnector } from './datastore.connector.ts';
