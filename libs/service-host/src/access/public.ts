import { routeConfig } from './route-config.ts';

/** Anyone may call this route. `why` is read by the reviewer of the route list. */
export const Public = (why: string): MethodDecorator => routeConfig({ policy: { kind: 'public', why } });
