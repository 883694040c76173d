import type { ServiceName } from '@ebbflow/contracts';

/** Who may call a route. Exactly one stands on every route; a route without one is denied. */
export type RoutePolicy =
  | { readonly kind: 'public'; readonly why: string }
  | { readonly kind: 'internal'; readonly callers: readonly ServiceName[] }
  | { readonly kind: 'scope'; readonly scope: string };
