import type { Settings } from '@ebbflow/config';

/** Bounds of what may be imported. */
export class ScenariosConfig {
  /** Bytes of a request that carries a blueprint; beyond it 413. */
  readonly maxBlueprintBytes: number;
  /** Memory for compiled blueprints, measured by the size of their documents; the one used longest ago goes first. */
  readonly compiledCacheBytes: number;

  constructor(settings: Settings) {
    this.maxBlueprintBytes = settings.bytes('EBB_EXECUTOR_BLUEPRINT_MAX', { default: '4MiB' });
    this.compiledCacheBytes = settings.bytes('EBB_EXECUTOR_COMPILED_CACHE', { default: '64MiB' });
  }
}
