import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RequestNotices } from '../subject-requests/request-notices.ts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { SubjectRequestsConfig } from '../subject-requests/subject-requests.config.ts';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import type { BuiltExport } from './export-builder.ts';
import { SubjectExportEntity } from './subject-export.entity.ts';

/** A file that is made answers its request, and whoever asked is told. */
@Injectable()
export class ExportFinish {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(SubjectRequestsConfig) private readonly config: SubjectRequestsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the request was taken back meanwhile. */
  async ready(request: SubjectRequestEntity, exportId: string, built: BuiltExport): Promise<boolean> {
    const { tenantId, id: requestId } = request;
    const readyAt = this.clock.now();
    const expiresAt = new Date(readyAt.getTime() + this.config.exportLifetime.milliseconds);
    const { blobId, keyVersion, sizeBytes } = built;
    const times = { readyAt, expiresAt };
    const file = { state: 'ready' as const, blobIds: [blobId], keyVersion, sizeBytes: String(sizeBytes), ...times };
    const facts = { sizeBytes, expiresAt: expiresAt.toISOString() };
    const changed = await this.requests.change(tenantId, requestId, {
      from: ['in-progress'],
      to: { state: 'completed', closedAt: readyAt },
      steps: [
        { step: 'export-ready', by: 'system', facts },
        { step: 'completed', by: 'system' },
      ],
      events: [await this.notices.toAsker(request, 'export-ready', { dueAt: expiresAt })],
      within: async (manager) => {
        await manager.update(SubjectExportEntity, { tenantId, id: exportId }, file);
      },
    });
    return changed !== undefined;
  }
}
