import type { Principal } from '@ebbflow/contracts';

/** The one answer to "may this principal do this?". `*` (an owner) may do everything within its organisation; nothing else is a wildcard. */
export function may(principal: Principal, scope: string): boolean {
  return principal.scopes.includes('*') || principal.scopes.includes(scope);
}
