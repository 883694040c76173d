export { emailConnector } from './email.connector.ts';
