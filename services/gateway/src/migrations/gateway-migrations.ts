import { HooksAndDeliveries1767225600001 } from './0001-hooks-and-deliveries.migration.ts';

/** In the order they run. A new one goes to the end and is never changed once it was released. */
export const GATEWAY_MIGRATIONS = [HooksAndDeliveries1767225600001];
