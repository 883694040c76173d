import type { MembershipEntity } from './membership.entity.ts';

/** Scopes of each role. `*` is everything within the organisation. */
const SCOPES: Readonly<Record<MembershipEntity['role'], readonly string[]>> = { owner: ['*'] };

export function scopesOf(role: MembershipEntity['role']): string[] {
  return [...SCOPES[role]];
}
