export { deviceConnector } from './device.connector.ts';
