import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { DataStoresConfig } from './data-stores.config.ts';
import { OpenStores } from './records/open-stores.ts';
import { RecordChanges } from './records/record-changes.ts';
import { RecordSeals } from './records/record-seals.ts';
import { StoreScans } from './records/store-scans.ts';
import { DataStoresOfRuns } from './transactions/data-stores-of-runs.ts';
import { EndedTransactions } from './transactions/ended-transactions.ts';
import { StoreAccess } from './transactions/store-access.ts';
import { TransactionSweepJob } from './transactions/transaction-sweep.job.ts';
import { TransactionsRepository } from './transactions/transactions.repository.ts';

/** Data stores and data structures: what scenarios keep. Knows of runs what they tell. */
@Module({
  providers: [
    provideConfig(DataStoresConfig),
    OpenStores,
    RecordSeals,
    RecordChanges,
    StoreScans,
    StoreAccess,
    TransactionsRepository,
    TransactionSweepJob,
    DataStoresOfRuns,
    EndedTransactions,
  ],
  exports: [DataStoresOfRuns, EndedTransactions],
})
export class DataStoresModule {}
