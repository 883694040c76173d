import type { FastifyRequest } from 'fastify';

/** The visitor's address as identity takes it. `fe80::1%eth0`: the name of our own network card is no part of it. */
export function clientIpOf(request: FastifyRequest): string {
  return request.ip.replace(/%.*$/, '');
}
