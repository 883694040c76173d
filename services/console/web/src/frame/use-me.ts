import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer.ts';
import { identity } from '../api/client.ts';

/** Who is signed in, in which organisation, and what they may do there. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => answerOf(identity.GET('/v1/me')), staleTime: 60_000 });
}

export const useOrganisation = (): string => useMe().data?.organisationName ?? '';

/** Buttons of what one may not do are not shown; the services decide, this only spares people the refusal. */
export function useMay(scope: string): boolean {
  const scopes = useMe().data?.scopes ?? [];
  return scopes.includes('*') || scopes.includes(scope);
}
