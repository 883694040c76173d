import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RouteDefectError } from '../host.errors.ts';
import type { EbbflowRouteConfig } from './route-config.ts';

export interface ListedRoute extends Pick<
  EbbflowRouteConfig,
  'policy' | 'answer' | 'input' | 'body' | 'repeats' | 'team'
> {
  readonly method: string;
  readonly path: string;
  /** A repetition with the same `Idempotency-Key` does nothing and gets the same answer. */
  readonly takesIdempotencyKey?: boolean;
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
  return routesOf(app.getHttpAdapter().getHttpServer() as object);
}

/** The same for who has the server and not the application. */
export function routesOf(server: object): readonly ListedRoute[] {
  return listed.get(server) ?? [];
}

/** @throws RouteDefectError naming each route without a policy. Every service's tests call this. */
export function assertEveryRouteHasPolicy(app: NestFastifyApplication): void {
  const open = listRoutes(app).filter((route) => route.policy === undefined);
  if (open.length === 0) return;
  throw new RouteDefectError(
    `These routes have no policy: ${namesOf(open)}. Put @Public, @InternalOnly or @Requires on each.`,
  );
}

/** @throws RouteDefectError naming each route that does not say what it answers: it would be missing from the API document. */
export function assertEveryRouteHasAnswer(app: NestFastifyApplication): void {
  const silent = listRoutes(app).filter((route) => route.answer === undefined);
  if (silent.length === 0) return;
  throw new RouteDefectError(
    `These routes do not say what they answer: ${namesOf(silent)}. Put @Answers, @AnswersNothing or @AnswersStream on each.`,
  );
}

function namesOf(routes: readonly ListedRoute[]): string {
  return routes.map((route) => `${route.method} ${route.path}`).join(', ');
}
