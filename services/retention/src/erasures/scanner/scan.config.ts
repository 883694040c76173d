import type { Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

/** What the residual scanner looks with. */
export class ScanConfig {
  /**
   * Address and credentials of a role that may read all rows and change none: `postgres://ebb_scanner:…@host/ebbflow`. Without it erasures are
   * checked by the services themselves, and certificates say so.
   */
  readonly databaseUrl: Secret | undefined;
  /** Folder of the blobs, where this service can see it. */
  readonly blobFolder: string | undefined;

  constructor(settings: Settings) {
    this.databaseUrl = settings.optionalSecret('EBB_RETENTION_SCAN_DATABASE_URL');
    this.blobFolder = settings.optionalString('EBB_BLOB_DIR');
  }
}
