import type { ErrorClass } from '@ebbflow/connector-sdk';

/** What an error of a class does to the bundle, the run and the scenario. */
export interface ErrorPolicy {
  /** An `onerror` route of the module may deal with it. */
  readonly isHandled: boolean;
  /** With "store incomplete executions" on, only this bundle is put aside and the run goes on with a warning. */
  readonly isStored: boolean;
  /** With it on, the bundle is put aside too, but the run ends all the same. */
  readonly isStoredAtEnd: boolean;
  /** In the first module it ends the run with a warning: nothing was begun yet that could be lost. */
  readonly warnsAtStart: boolean;
  /** The run may be tried again by itself after a while. */
  readonly isRetried: boolean;
  /** Counts toward the number of consecutive errors after which the scenario is switched off. */
  readonly isCounted: boolean;
  /** No run of the scenario begins for as long as the service asked, or for `DEFAULT_FREEZE_MS`. */
  readonly freezes: boolean;
  /** Switches the scenario off at once. */
  readonly disables: boolean;
  /** And leaves it to the operator to switch it on again. */
  readonly locks: boolean;
}

export const DEFAULT_FREEZE_MS = 20 * 60_000;

const policy = (...words: (keyof ErrorPolicy)[]): ErrorPolicy => ({
  isHandled: words.includes('isHandled'),
  isStored: words.includes('isStored'),
  isStoredAtEnd: words.includes('isStoredAtEnd'),
  warnsAtStart: words.includes('warnsAtStart'),
  isRetried: words.includes('isRetried'),
  isCounted: words.includes('isCounted'),
  freezes: words.includes('freezes'),
  disables: words.includes('disables'),
  locks: words.includes('locks'),
});

/** Every class of Make with its effect. A new class does not compile until it is decided here. */
export const ERROR_POLICIES: Readonly<Record<ErrorClass, ErrorPolicy>> = {
  RuntimeError: policy('isHandled', 'isCounted'),
  DataError: policy('isHandled', 'isStored'),
  DuplicateDataError: policy('isHandled', 'isStored'),
  ConnectionError: policy('isHandled', 'isStored', 'warnsAtStart', 'isRetried'),
  RateLimitError: policy('isHandled', 'isStored', 'warnsAtStart', 'isRetried', 'isCounted', 'freezes'),
  ModuleTimeoutError: policy('isHandled', 'isStored', 'warnsAtStart', 'isRetried'),
  IncompleteDataError: policy('isHandled', 'isRetried', 'isCounted'),
  InvalidConfigurationError: policy('isHandled', 'isStoredAtEnd', 'disables'),
  InvalidAccessTokenError: policy('isHandled', 'isStoredAtEnd', 'disables'),
  MaxResultsExceededError: policy('isHandled', 'disables'),
  MaxFileSizeExceededError: policy('isHandled', 'disables'),
  UnexpectedError: policy('disables', 'locks'),
  InconsistencyError: policy('isCounted'),
  OutOfSpaceError: policy('isCounted'),
  ScenarioTimeoutError: policy('isCounted'),
  OperationsLimitExceededError: policy('isCounted'),
  DataSizeLimitExceededError: policy('isCounted'),
  ExecutionInterruptedError: policy('isCounted'),
};
