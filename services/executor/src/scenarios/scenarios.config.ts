import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Bounds of what may be imported, and how the gateway is kept informed. */
export class ScenariosConfig {
  /** Bytes of a request that carries a blueprint; beyond it 413. */
  readonly maxBlueprintBytes: number;
  /** Memory for compiled blueprints, measured by the size of their documents; the one used longest ago goes first. */
  readonly compiledCacheBytes: number;

  /** How often it is looked whether the gateway must still be told about hooks. */
  readonly hookSyncEvery: Duration;

  constructor(settings: Settings) {
    this.maxBlueprintBytes = settings.bytes('EBB_EXECUTOR_BLUEPRINT_MAX', { default: '4MiB' });
    this.compiledCacheBytes = settings.bytes('EBB_EXECUTOR_COMPILED_CACHE', { default: '64MiB' });
    this.hookSyncEvery = settings.duration('EBB_EXECUTOR_HOOK_SYNC_EVERY', {
      default: '2s',
      min: '50ms',
      max: '5m',
    });
  }
}
