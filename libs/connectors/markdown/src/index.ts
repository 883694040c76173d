export { markdownConnector } from './markdown.connector.ts';
