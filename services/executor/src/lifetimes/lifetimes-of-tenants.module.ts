import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Lifetimes, provideLifetimes } from '@ebbflow/service-host';
import { Global, Module } from '@nestjs/common';

/** For how many days what is sealed or shown here is kept: one memory for everything in this service that asks. */
@Global()
@Module({
  providers: [provideLifetimes(Database, (category) => retentionPolicy().ttl(category))],
  exports: [Lifetimes],
})
export class LifetimesOfTenantsModule {}
