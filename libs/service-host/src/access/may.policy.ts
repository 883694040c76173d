import type { Principal } from '@ebbflow/contracts';

/** Where a thing belongs. */
export interface ObjectPlace {
  readonly organisationId: string;
  /** Absent or null: to no team, so only who may do it in the whole organisation may. */
  readonly teamId?: string | null;
  /** Every team of the organisation shares it: who may do it in one team may do it here. */
  readonly isShared?: boolean;
  /** Every team may read it: who may read such in one team may read it here, and who may in the whole organisation changes it. */
  readonly isReadByAll?: boolean;
}

/**
 * The one answer to "may this principal do this to that?"; pure, and asked by everything that decides. `*` (an owner) is
 * everything within its organisation; nothing else is a wildcard, and nothing reaches into another organisation.
 */
export function may(subject: Principal, action: string, object: ObjectPlace): boolean {
  if (object.organisationId !== subject.organisationId) return false;
  if (holds(subject.scopes, action)) return true;
  const teamIds = teamsWith(subject, action);
  if (object.isShared === true) return teamIds.length > 0;
  if (object.isReadByAll === true && action.endsWith(':read')) return teamIds.length > 0;
  return typeof object.teamId === 'string' && teamIds.includes(object.teamId);
}

/** The same for the organisation as a whole: for what belongs to no team, and for lists of everything. */
export function mayEverywhere(subject: Principal, action: string): boolean {
  return may(subject, action, { organisationId: subject.organisationId });
}

/** The teams in which the principal may do it besides what it may in the whole organisation. */
export function teamsWith(subject: Principal, action: string): string[] {
  return (subject.teams ?? []).filter(({ scopes }) => scopes.includes(action)).flatMap(({ teamIds }) => teamIds);
}

/** Is each of these scopes among the asking principal's own? Nobody gives what they do not have. */
export function mayGrant(subject: Principal, scopes: readonly string[]): boolean {
  return scopes.every((scope) => holds(subject.scopes, scope));
}

function holds(scopes: readonly string[], action: string): boolean {
  return scopes.includes('*') || scopes.includes(action);
}
