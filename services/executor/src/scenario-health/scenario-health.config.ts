import type { Settings } from '@ebbflow/config';

/** When failing scenarios are switched off. */
export class ScenarioHealthConfig {
  /**
   * Switch a scenario that a webhook, mail or device starts off at its first error, as Make does, whatever number of consecutive errors its
   * settings allow. Default false: the number counts for every scenario.
   */
  readonly stopsInstantAtFirstError: boolean;

  constructor(settings: Settings) {
    this.stopsInstantAtFirstError = settings.boolean('EBB_EXECUTOR_INSTANT_FIRST_ERROR', { default: false });
  }
}
