export { TRANSPORT } from '@ebbflow/messaging';
export { SETTINGS } from '@ebbflow/config';
export { CLOCK } from '@ebbflow/kernel';

/** Injection token of this service's own name. */
export const SERVICE_NAME: unique symbol = Symbol.for('ebbflow.service-name');
