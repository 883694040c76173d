export { {{camel}}Connector } from './{{app}}.connector.ts';
