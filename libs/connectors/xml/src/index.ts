export { xmlConnector } from './xml.connector.ts';
