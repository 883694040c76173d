import type { ExportDataset, ExportedSubject, SubjectRequestDetails } from '@ebbflow/contracts';
import { TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, newBlobId } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Operator } from '../operator/operator.ts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { sealStream } from './export-seals.ts';
import { ExportSpools } from './export-spools.ts';
import { exportZip } from './export-zip.ts';

export interface BuiltExport {
  readonly blobId: string;
  readonly keyVersion: number;
  readonly sizeBytes: number;
}

export interface ExportOrder {
  readonly exportId: string;
  readonly request: SubjectRequestEntity;
  readonly details: SubjectRequestDetails;
  /** Writes a blob down before it is there. */
  readonly noteBlob: (blobId: string) => Promise<void>;
}

/** Makes the file: gathers, zips and seals, all of it streaming. */
@Injectable()
export class ExportBuilder {
  constructor(
    @Inject(ExportSpools) private readonly spools: ExportSpools,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(TenantKeys) private readonly keys: TenantKeys,
    @Inject(Operator) private readonly operator: Operator,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async build({ exportId, request, details, noteBlob }: ExportOrder): Promise<BuiltExport> {
    const { tenantId, type, id: requestId } = request;
    const key = await this.keys.current(tenantId);
    const newNotedId = async (): Promise<string> => {
      const blobId = newBlobId();
      await noteBlob(blobId);
      return blobId;
    };
    const isWanted = ({ isProvided }: ExportDataset): boolean => type === 'access' || isProvided;
    const subject = exportedSubjectOf(request, details);
    const place = { tenantId, exportId, key };
    const datasets = await this.spools.gather({ ...place, subject, isWanted, newBlobId: newNotedId });
    const operator = this.operator.declaration?.operator.name ?? null;
    const facts = { requestId, title: titleOf(request), madeAt: this.clock.now(), operator, datasets };
    const zip = exportZip(facts, (dataset) => this.spools.read(place, dataset));
    let sizeBytes = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of zip) {
        sizeBytes += chunk.length;
        yield chunk;
      }
    };
    const blobId = await newNotedId();
    const stream = { tenantId, object: `${exportId}/${blobId}` };
    await this.blobs.putStream(tenantId, sealStream(key, stream, counted()), blobId);
    return { blobId, keyVersion: key.version, sizeBytes };
  }
}

function exportedSubjectOf(
  { tenantId, subjectKind, userId }: SubjectRequestEntity,
  { subjectValues = [] }: SubjectRequestDetails,
): ExportedSubject {
  if (subjectKind === 'user') return { kind: 'user', tenantId, userId: userId ?? '' };
  return subjectKind === 'organisation'
    ? { kind: 'organisation', tenantId }
    : { kind: 'data-subject', tenantId, values: subjectValues };
}

const TITLES = {
  user: 'Your personal data',
  organisation: 'Data of your organisation',
  'data-subject': 'Personal data in your organisation’s data',
} as const;

function titleOf({ subjectKind }: SubjectRequestEntity): string {
  return TITLES[subjectKind];
}
