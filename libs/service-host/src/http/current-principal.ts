import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '@ebbflow/contracts';
import type { FastifyRequest } from 'fastify';
import { RouteDefectError } from '../host.errors.ts';
import '../access/caller.ts';

/** The Principal who is asking; its `organisationId` is the tenant. Only on routes with @Requires, where there always is one. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<FastifyRequest>().caller?.principal;
  if (principal === undefined)
    throw new RouteDefectError('A handler asks for the principal on a route that does not require one.');
  return principal;
});
