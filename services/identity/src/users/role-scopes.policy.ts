import { assertNever } from '@ebbflow/kernel';
import type { MembershipEntity } from './membership.entity.ts';

/** Scopes of a role. `*` is everything within the organisation. */
export function scopesOf(role: MembershipEntity['role']): string[] {
  switch (role) {
    case 'owner':
      return ['*'];
    default:
      return assertNever(role);
  }
}
