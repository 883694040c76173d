import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { RecordSearch } from '../erasure/record-search.ts';
import { RecordRectification } from '../rectification/record-rectification.ts';
import { SubjectOrdersConsumer } from '../rectification/subject-orders.consumer.ts';
import { DataStoresCheck } from './checks/data-stores-check.ts';
import { DataStoresConfig } from './data-stores.config.ts';
import { OpenStores } from './records/open-stores.ts';
import { RecordAnswers } from './records/record-answers.ts';
import { RecordChanges } from './records/record-changes.ts';
import { RecordReadsService } from './records/record-reads.service.ts';
import { RecordSeals } from './records/record-seals.ts';
import { RecordStores } from './records/record-stores.ts';
import { RecordWritesService } from './records/record-writes.service.ts';
import { RecordsController } from './records/records.controller.ts';
import { StoreScans } from './records/store-scans.ts';
import { DataStoresController } from './stores/data-stores.controller.ts';
import { DataStoresRepository } from './stores/data-stores.repository.ts';
import { DataStoresService } from './stores/data-stores.service.ts';
import { HookStructures } from './structures/hook-structures.ts';
import { HookStructuresJob } from './structures/hook-structures.job.ts';
import { StructuresController } from './structures/structures.controller.ts';
import { StructuresRepository } from './structures/structures.repository.ts';
import { StructuresService } from './structures/structures.service.ts';
import { DataStoresOfRuns } from './transactions/data-stores-of-runs.ts';
import { EndedTransactions } from './transactions/ended-transactions.ts';
import { StoreAccess } from './transactions/store-access.ts';
import { TransactionSweepJob } from './transactions/transaction-sweep.job.ts';
import { TransactionsRepository } from './transactions/transactions.repository.ts';

/** Data stores and data structures: what scenarios keep. Knows of runs what they tell. */
@Module({
  imports: [ScenariosModule],
  controllers: [DataStoresController, RecordsController, StructuresController],
  providers: [
    provideConfig(DataStoresConfig),
    OpenStores,
    RecordSeals,
    RecordChanges,
    StoreScans,
    RecordAnswers,
    RecordReadsService,
    RecordStores,
    RecordWritesService,
    RecordSearch,
    RecordRectification,
    SubjectOrdersConsumer,
    DataStoresRepository,
    DataStoresService,
    StructuresRepository,
    StructuresService,
    HookStructures,
    HookStructuresJob,
    DataStoresCheck,
    StoreAccess,
    TransactionsRepository,
    TransactionSweepJob,
    DataStoresOfRuns,
    EndedTransactions,
  ],
  exports: [DataStoresOfRuns, EndedTransactions],
})
export class DataStoresModule {}
