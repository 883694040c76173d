import { Database } from '@ebbflow/persistence';
import {
  searchedDatasets,
  statementDataset,
  SUBJECT_DATASETS,
  type SubjectDataset,
  SubjectExportController,
} from '@ebbflow/service-host';
import { ErasureParts } from '@ebbflow/service-host/erasure';
import { Module } from '@nestjs/common';
import { z } from 'zod';
import { copyScenarios } from './copy-scenarios.sql.ts';
import { copyScenarioVersions } from './copy-scenario-versions.sql.ts';
import { copyDataStores } from './copy-data-stores.sql.ts';

const RUNNING = 'To run the scenarios of the organisation.';

/** What an organisation gets a copy of, and what of it is about somebody in its data. */
function datasets(database: Database, parts: ErasureParts): SubjectDataset[] {
  return [
    statementDataset(database, {
      ...{ id: 'executor.scenarios', title: 'Scenarios', purpose: RUNNING },
      statement: copyScenarios,
      row: z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        tags: z.array(z.string()),
        isActive: z.boolean(),
        createdAt: z.string(),
        updatedAt: z.string(),
      }),
    }),
    statementDataset(database, {
      ...{ id: 'executor.scenario-versions', title: 'Versions of scenarios', purpose: RUNNING },
      statement: copyScenarioVersions,
      row: z.object({
        scenarioId: z.string(),
        number: z.int(),
        note: z.string(),
        createdAt: z.string(),
        blueprint: z.unknown(),
      }),
    }),
    statementDataset(database, {
      ...{ id: 'executor.data-stores', title: 'Data stores', purpose: RUNNING },
      statement: copyDataStores,
      row: z.object({
        id: z.string(),
        name: z.string(),
        recordCount: z.int(),
        createdAt: z.string(),
        updatedAt: z.string(),
      }),
    }),
    ...searchedDatasets(parts, [
      {
        store: 'executor.data_store_record',
        title: 'Records of data stores',
        purpose: 'To let scenarios keep data until the organisation deletes it.',
      },
      {
        store: 'executor.incomplete_execution',
        title: 'Incomplete executions',
        purpose: 'To repair and resume runs that could not finish.',
      },
    ]),
  ];
}

@Module({
  controllers: [SubjectExportController],
  providers: [{ provide: SUBJECT_DATASETS, inject: [Database, ErasureParts], useFactory: datasets }],
})
export class SubjectExportModule {}
