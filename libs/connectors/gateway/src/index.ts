export { gatewayConnector } from './gateway.connector.ts';
export { deliveryBundles, type ReceivedDelivery } from './hook/delivery-bundles.ts';
export { hookBundles, type ReceivedRequest } from './hook/hook-bundles.ts';
