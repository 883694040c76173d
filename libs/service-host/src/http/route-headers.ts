import type { FastifyInstance } from 'fastify';

/** Tells the edge which route a call reached, `/v1/runs/:runId`: names of routes, never what stood in their place. */
export const ROUTE_HEADER = 'x-ebbflow-route';
/** Tells the edge for which scope the route asks. */
export const SCOPE_HEADER = 'x-ebbflow-scope';

/**
 * Answers to a call on somebody's behalf say what was reached, also where it was refused. Only the edge sees these headers: it writes its access log
 * from them and does not pass them on. It cannot tell by itself: a record's key looks like any other part of a path.
 */
export function addRouteHeaders(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const { url, config } = request.routeOptions;
    if (request.caller?.principal !== undefined && !request.is404 && url !== undefined) {
      void reply.header(ROUTE_HEADER, url);
      if (config.ebbflow?.policy?.kind === 'scope') void reply.header(SCOPE_HEADER, config.ebbflow.policy.scope);
    }
    done(null, payload);
  });
}
