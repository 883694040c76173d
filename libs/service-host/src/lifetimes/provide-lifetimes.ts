import type { ShortenedCategory } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import { Lifetimes } from './lifetimes.ts';

/**
 * Lifetimes for a service whose schema has the table of them. `longest`: what the policy says. The token of the database is handed in,
 * because a service without one must not load what is behind it.
 */
export function provideLifetimes(
  database: InjectionToken<Database>,
  longest: (category: ShortenedCategory) => Duration,
): FactoryProvider<Lifetimes> {
  return {
    provide: Lifetimes,
    inject: [database, CLOCK],
    useFactory: (opened: Database, clock: Clock) => new Lifetimes({ database: opened, clock, longest }),
  };
}
