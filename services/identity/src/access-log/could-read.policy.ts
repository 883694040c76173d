import type { AccessSummary } from '@ebbflow/contracts';
import { accessPolicy } from '@ebbflow/policy';
import type { AccessRights } from './access-rights.entity.ts';

/** What can be read with any of these rights: in the whole organisation, or where that is all, in some of its teams. */
export function couldRead(rights: readonly AccessRights[]): AccessSummary['couldRead'] {
  const found: AccessSummary['couldRead'] = [];
  for (const [scope, { may, reads }] of accessPolicy().scopes) {
    if (!scope.endsWith(':read')) continue;
    const isEverywhere = rights.some(({ scopes }) => scopes.includes('*') || scopes.includes(scope));
    const teamIds = rights
      .flatMap(({ teams }) => teams)
      .filter(({ scopes }) => scopes.includes(scope))
      .flatMap((grant) => grant.teamIds);
    if (!isEverywhere && teamIds.length === 0) continue;
    found.push({ scope, may, categories: [...(reads ?? [])], teamIds: isEverywhere ? null : [...new Set(teamIds)] });
  }
  return found;
}

export function categoriesOf(scope: string | null): string[] {
  return scope === null ? [] : [...(accessPolicy().scopes.get(scope)?.reads ?? [])];
}
