import type { Settings } from '@ebbflow/config';

/** Where sealed payloads above 256 KiB lie. */
export class BlobConfig {
  /** Folder of the file blob store; created when missing. All services that pass blobs on need the same one. */
  readonly folder: string;

  constructor(settings: Settings) {
    this.folder = settings.string('EBB_BLOB_DIR');
  }
}
