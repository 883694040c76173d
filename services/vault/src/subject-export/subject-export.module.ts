import { Database } from '@ebbflow/persistence';
import {
  statementDataset,
  SUBJECT_DATASETS,
  type SubjectDataset,
  SubjectExportController,
} from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { z } from 'zod';
import { copyConnections } from './copy-connections.sql.ts';

const CONNECTING = 'To reach the services the organisation connected.';

/** What an organisation gets a copy of, and what of it is about somebody in its data. */
function datasets(database: Database): SubjectDataset[] {
  return [
    statementDataset(database, {
      ...{ id: 'vault.connections', title: 'Connections', purpose: CONNECTING },
      statement: copyConnections,
      row: z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        state: z.string(),
        settings: z.unknown(),
        createdAt: z.string(),
      }),
    }),
  ];
}

@Module({
  controllers: [SubjectExportController],
  providers: [{ provide: SUBJECT_DATASETS, inject: [Database], useFactory: datasets }],
})
export class SubjectExportModule {}
