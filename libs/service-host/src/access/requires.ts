import { routeConfig } from './route-config.ts';

/** Only a principal (user or API token) that holds this scope, such as `scenarios:write`, may call this route. */
export const Requires = (scope: `${string}:${string}`): MethodDecorator =>
  routeConfig({ policy: { kind: 'scope', scope } });
