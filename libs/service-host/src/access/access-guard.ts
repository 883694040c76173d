import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ForbiddenError } from '../host.errors.ts';
import './caller.ts';

/**
 * The second wall behind AccessCheck: a handler runs only for a request that the check has admitted. If the hook were
 * ever not in front of a route, everything would be refused instead of open. Event handlers have no caller and pass.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    if (!context.switchToHttp().getRequest<FastifyRequest>().isAdmitted) throw new ForbiddenError();
    return true;
  }
}
