import type { ServiceName } from '@ebbflow/contracts';
import { routeConfig } from './route-config.ts';

/** Only these services may call this route, with a service token signed by their own key. */
export const InternalOnly = (...callers: [ServiceName, ...ServiceName[]]): MethodDecorator =>
  routeConfig({ policy: { kind: 'internal', callers } });
