import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import { RequestDetails } from '../subject-requests/request-details.ts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import type { ClaimedExportRow } from './claim-exports.sql.ts';
import { ExportBuilder } from './export-builder.ts';
import { ExportFinish } from './export-finish.ts';
import { ExportQueue, MOST_ATTEMPTS } from './export-queue.ts';

/** One file from wanted to ready. */
@Injectable()
export class ExportMaking {
  constructor(
    @Inject(ExportQueue) private readonly queue: ExportQueue,
    @Inject(ExportBuilder) private readonly builder: ExportBuilder,
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(ExportFinish) private readonly finish: ExportFinish,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async make(claimed: ClaimedExportRow): Promise<void> {
    const { tenant_id: tenantId, id: exportId, request_id: requestId } = claimed;
    // Left by an attempt that was cut off.
    await this.queue.deleteBlobs(tenantId, claimed.blob_ids);
    const request = await this.requests.find(tenantId, requestId);
    if (request?.state !== 'in-progress') return this.queue.end(claimed, 'gone');
    const noted: string[] = [];
    try {
      const details = await this.details.open(request);
      const noteBlob = async (blobId: string): Promise<void> => {
        await this.queue.noteBlob(claimed, blobId);
        noted.push(blobId);
      };
      const built = await this.builder.build({ exportId, request, details, noteBlob });
      await this.queue.deleteBlobs(
        tenantId,
        noted.filter((blobId) => blobId !== built.blobId),
      );
      if (!(await this.finish.ready(request, exportId, built)))
        await this.queue.end({ ...claimed, blob_ids: noted }, 'gone');
    } catch (thrown) {
      await this.#failed({ ...claimed, blob_ids: noted }, request, thrown);
    }
  }

  async #failed(claimed: ClaimedExportRow, request: SubjectRequestEntity, thrown: unknown): Promise<void> {
    const { code } = toEbbflowError(thrown);
    const isLast = claimed.attempts >= MOST_ATTEMPTS;
    this.logger[isLast ? 'error' : 'warn']('The file of a request could not be made.', {
      requestId: request.id,
      attempt: claimed.attempts,
      code,
    });
    if (!isLast) return this.queue.putOff(claimed);
    await this.queue.end(claimed, 'failed');
    await this.requests.change(request.tenantId, request.id, {
      from: ['in-progress'],
      steps: [{ step: 'export-failed', by: 'system', facts: { code } }],
    });
  }
}
