import { Readable } from 'node:stream';
import { TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { AccessedRequest } from '../subject-requests/request-access.ts';
import { ExportNotThereError } from '../subject-requests/subject-requests.errors.ts';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import { openStream } from './export-seals.ts';
import { SubjectExportEntity } from './subject-export.entity.ts';

export interface Download {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly zip: Readable;
}

/** Opens a file for whoever may have it; that it was fetched stands in the timeline before its first byte is sent. */
@Injectable()
export class ExportDownload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(TenantKeys) private readonly keys: TenantKeys,
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ExportNotThereError */
  async open({ row, by }: AccessedRequest): Promise<Download> {
    const { tenantId, id: requestId } = row;
    const file = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(SubjectExportEntity, { tenantId, requestId }),
    );
    const [blobId] = file?.blobIds ?? [];
    if (file?.state === 'gone')
      throw new ExportNotThereError('The file is deleted, because its time was over; ask again.');
    if (file?.state !== 'ready' || file.keyVersion === null || blobId === undefined)
      throw new ExportNotThereError('There is no file yet, or none for this kind of request.');
    if (file.expiresAt === null || file.expiresAt <= this.clock.now())
      throw new ExportNotThereError('The time of the file is over; ask again.');
    const key = await this.keys.version(tenantId, file.keyVersion);
    await this.requests.change(tenantId, requestId, { from: [row.state], steps: [{ step: 'downloaded', by }] });
    const stream = { tenantId, object: `${file.id}/${blobId}` };
    const zip = Readable.from(openStream(key, stream, this.blobs.getStream(tenantId, blobId)), { objectMode: false });
    return { fileName: `ebbflow-${requestId}.zip`, sizeBytes: Number(file.sizeBytes), zip };
  }
}
