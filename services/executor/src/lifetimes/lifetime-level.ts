import type { ShortenedCategory } from '@ebbflow/contracts';

/** Where somebody sets lifetimes. */
export type LifetimeLevel =
  | { readonly level: 'organisation' }
  | { readonly level: 'team'; readonly teamId: string }
  | { readonly level: 'scenario'; readonly scenarioId: string };

/** Its key in the table of settings. */
export function objectIdOf(at: LifetimeLevel): string {
  return at.level === 'organisation' ? '' : at.level === 'team' ? at.teamId : at.scenarioId;
}

/** Whole days by category; only what is shortened. */
export type ShortenedDays = Partial<Readonly<Record<ShortenedCategory, number>>>;
