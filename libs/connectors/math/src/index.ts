export { mathConnector } from './math.connector.ts';
