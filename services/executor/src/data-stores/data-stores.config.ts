import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How much an organisation may keep in data stores. */
export class DataStoresConfig {
  /** Bytes all data stores of one organisation may be given together. */
  readonly maxOrganisationBytes: number;
  /** Data stores an organisation may have. 1 to 100000. */
  readonly maxStores: number;
  /** Bytes one record may have, sealed. */
  readonly maxRecordBytes: number;
  /** Bytes one run may change before it commits, and bytes of records one search may answer: both lie in memory for a while. */
  readonly maxWorkingBytes: number;
  /** How often what runs left behind is looked for, and structures whose hooks could not be told. 1s to 1d. */
  readonly sweepEvery: Duration;

  constructor(settings: Settings) {
    this.maxOrganisationBytes = settings.bytes('EBB_DATA_STORES_MAX', { default: '1GiB' });
    this.maxStores = settings.integer('EBB_DATA_STORES_MAX_COUNT', { default: 1_000, min: 1, max: 100_000 });
    this.maxRecordBytes = settings.bytes('EBB_DATA_STORES_RECORD_MAX', { default: '5MiB' });
    this.maxWorkingBytes = settings.bytes('EBB_DATA_STORES_WORKING_MAX', { default: '64MiB' });
    this.sweepEvery = settings.duration('EBB_DATA_STORES_SWEEP', { default: '1m', min: '1s', max: '1d' });
  }
}
