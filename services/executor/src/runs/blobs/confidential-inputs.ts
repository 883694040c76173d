import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../completion/completion-part.ts';
import { columnsOf, type RunBlob } from './run-blobs.ts';
import { insertRunBlobs } from './sql/insert-run-blobs.sql.ts';

/**
 * What a confidential run began with goes when it ends, also where it lies in the blob store as the body of a delivery. Written down in the
 * transaction that ends the run, so that a process which dies right after it leaves the deletion to the sweep.
 */
@Injectable()
export class ConfidentialInputs implements CompletionPart<RunBlob> {
  prepare({ scope, isConfidential }: EndingRun): Promise<RunBlob | undefined> {
    const { tenantId, runId, input } = scope.run;
    if (!isConfidential || input === undefined || !('blob' in input)) return Promise.resolve(undefined);
    scope.spilledBlobs.add(input.blob);
    return Promise.resolve({ tenantId, runId, blobId: input.blob });
  }

  async write(sql: SqlClient, blobs: readonly RunBlob[]): Promise<readonly []> {
    await sql.query(insertRunBlobs, columnsOf(blobs));
    return [];
  }
}
