import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RouteDefectError } from '../host.errors.ts';
import type { RoutePolicy } from './route-policy.ts';

export interface ListedRoute {
  readonly method: string;
  readonly path: string;
  readonly policy: RoutePolicy | undefined;
}

const listed = new WeakMap<object, ListedRoute[]>();

/** Called for each route the router learns, before it can be reached. */
export function recordRoute(server: object, route: ListedRoute): void {
  const routes = listed.get(server);
  if (routes === undefined) listed.set(server, [route]);
  else routes.push(route);
}

/** Every route of a service as its router knows it (not as the source promises it), HEAD twins included, whoever registered it. */
export function listRoutes(app: NestFastifyApplication): readonly ListedRoute[] {
  return listed.get(app.getHttpAdapter().getHttpServer() as object) ?? [];
}

/** @throws RouteDefectError naming each route without a policy. Every service's tests call this. */
export function assertEveryRouteHasPolicy(app: NestFastifyApplication): void {
  const open = listRoutes(app).filter((route) => route.policy === undefined);
  if (open.length === 0) return;
  const names = open.map((route) => `${route.method} ${route.path}`).join(', ');
  throw new RouteDefectError(`These routes have no policy: ${names}. Put @Public, @InternalOnly or @Requires on each.`);
}
