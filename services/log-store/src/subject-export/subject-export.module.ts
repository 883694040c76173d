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
import { copyActivity } from './copy-activity.sql.ts';
import { copyNotifications } from './copy-notifications.sql.ts';

const SHOWING = 'To show the organisation what its scenarios did.';

/** What an organisation gets a copy of, and what of it is about somebody in its data. */
function datasets(database: Database, parts: ErasureParts): SubjectDataset[] {
  return [
    statementDataset(database, {
      ...{ id: 'log-store.activity', title: 'Activity', purpose: SHOWING },
      statement: copyActivity,
      row: z.object({
        runId: z.string(),
        scenarioId: z.string(),
        kind: z.string(),
        status: z.string(),
        occurredAt: z.string(),
      }),
    }),
    statementDataset(database, {
      ...{ id: 'log-store.notifications', title: 'Notifications', purpose: SHOWING },
      statement: copyNotifications,
      row: z.object({
        id: z.string(),
        kind: z.string(),
        severity: z.string(),
        scenarioId: z.string().nullable(),
        runId: z.string().nullable(),
        raisedAt: z.string(),
      }),
    }),
    ...searchedDatasets(parts, [
      {
        store: 'log-store.execution_details',
        title: 'What runs showed and were started with',
        purpose: 'To let the organisation read a run back, module by module.',
      },
    ]),
  ];
}

@Module({
  controllers: [SubjectExportController],
  providers: [{ provide: SUBJECT_DATASETS, inject: [Database, ErasureParts], useFactory: datasets }],
})
export class SubjectExportModule {}
