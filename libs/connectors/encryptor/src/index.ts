export { encryptorConnector } from './encryptor.connector.ts';
