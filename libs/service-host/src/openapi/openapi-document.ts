import type { ServiceName } from '@ebbflow/contracts';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { ListedRoute } from '../access/list-routes.ts';
import { nameContractSchemas } from './component-names.ts';
import { documentPath, operationOf } from './route-operation.ts';

/** Methods that have no operation of their own. */
const TWINS = new Set(['HEAD', 'OPTIONS']);

/**
 * OpenAPI 3.1 of a service, made from the routes its router knows and the very schemas that check what comes in and say what goes out:
 * there is nothing in it that could be out of date.
 */
export function openApiDocument(name: ServiceName, routes: readonly ListedRoute[]): object {
  nameContractSchemas();
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes.filter(({ method }) => !TWINS.has(method))) {
    const path = documentPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `Ebbflow ${name}`,
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      securitySchemes: {
        principal: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token, or at the edge a session; the scope says what it must allow.',
        },
        service: { type: 'http', scheme: 'bearer', description: 'The short-lived token of one of these services.' },
      },
    },
  });
}
