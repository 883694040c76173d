export { gatewayConnector } from './gateway.connector.ts';
export { hookBundles, type ReceivedRequest } from './hook/hook-bundles.ts';
