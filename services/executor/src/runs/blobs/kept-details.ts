import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../completion/completion-part.ts';
import { columnsOf, type RunBlob } from './run-blobs.ts';
import { forgetRunBlobs } from './sql/forget-run-blobs.sql.ts';

/**
 * Details that are too large for an event, written down as the run's while they are made, are the log store's from the commit that announces
 * them. Of a run that this process does not come to end they stay written down, and go with the sweep.
 */
@Injectable()
export class KeptDetails implements CompletionPart<RunBlob> {
  prepare({ scope, details }: EndingRun): Promise<RunBlob | undefined> {
    const { tenantId, runId } = scope.run;
    return Promise.resolve(
      details !== undefined && 'blob' in details ? { tenantId, runId, blobId: details.blob } : undefined,
    );
  }

  async write(sql: SqlClient, blobs: readonly RunBlob[]): Promise<readonly []> {
    await sql.query(forgetRunBlobs, columnsOf(blobs));
    return [];
  }
}
