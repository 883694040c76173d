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
import { copyHooks } from './copy-hooks.sql.ts';
import { copyDevices } from './copy-devices.sql.ts';

const RECEIVING = 'To start scenarios by what arrives.';

/** What an organisation gets a copy of, and what of it is about somebody in its data. */
function datasets(database: Database, parts: ErasureParts): SubjectDataset[] {
  return [
    statementDataset(database, {
      ...{ id: 'gateway.hooks', title: 'Hooks', purpose: RECEIVING },
      statement: copyHooks,
      row: z.object({
        id: z.string(),
        scenarioId: z.string(),
        moduleId: z.int(),
        isEnabled: z.boolean(),
        options: z.unknown(),
        createdAt: z.string(),
      }),
    }),
    statementDataset(database, {
      ...{ id: 'gateway.devices', title: 'Devices', purpose: RECEIVING },
      statement: copyDevices,
      row: z.object({
        id: z.string(),
        name: z.string(),
        platform: z.string(),
        isLocationOn: z.boolean(),
        pairedAt: z.string(),
        lastSeenAt: z.string(),
      }),
    }),
    ...searchedDatasets(parts, [
      {
        store: 'gateway.delivery',
        title: 'What hooks received',
        purpose: 'To run the scenario the sender wanted to start.',
      },
    ]),
  ];
}

@Module({
  controllers: [SubjectExportController],
  providers: [{ provide: SUBJECT_DATASETS, inject: [Database, ErasureParts], useFactory: datasets }],
})
export class SubjectExportModule {}
