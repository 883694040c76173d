import type { ShortenedCategory } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import type { FactoryProvider } from '@nestjs/common';
import { Lifetimes } from './lifetimes.ts';

/** Lifetimes for a service whose schema has the table of them. `longest`: what the policy says. */
export function provideLifetimes(longest: (category: ShortenedCategory) => Duration): FactoryProvider<Lifetimes> {
  return {
    provide: Lifetimes,
    inject: [Database, CLOCK],
    useFactory: (database: Database, clock: Clock) => new Lifetimes({ database, clock, longest }),
  };
}
