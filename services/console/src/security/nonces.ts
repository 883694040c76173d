import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const nonces = new WeakMap<FastifyRequest, string>();

/** What the headers and the page of one answer have in common and nobody can know before: 128 random bits. */
export function nonceOf(request: FastifyRequest): string {
  const known = nonces.get(request);
  if (known !== undefined) return known;
  const made = newNonce();
  nonces.set(request, made);
  return made;
}

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}
