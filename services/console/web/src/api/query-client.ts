import { QueryCache, QueryClient } from '@tanstack/react-query';
import { keepPlace } from '../frame/kept-place.ts';
import { Problem } from './problem.ts';

const isWorthAnotherTry = (thrown: unknown): boolean => !(thrown instanceof Problem) || thrown.status >= 500;

/** Whoever is signed out is shown where to sign in, and comes back to where they were. */
function leaveWhenSignedOut(thrown: unknown): void {
  if (!(thrown instanceof Problem) || thrown.status !== 401) return;
  keepPlace();
  location.assign('/sign-in');
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, thrown) => count < 3 && isWorthAnotherTry(thrown),
    },
  },
});
