import type { ErrorClass } from '@ebbflow/connector-sdk';

/** What an error of a class does to the bundle, the run and the scenario. */
export interface ErrorPolicy {
  /** An `onerror` route of the module may deal with it. */
  readonly isHandled: boolean;
  /** With "store incomplete executions" on, only this bundle is put aside and the run goes on with a warning. */
  readonly isStored: boolean;
  /** The run may be tried again by itself after a while. */
  readonly isRetried: boolean;
  /** Counts toward the number of consecutive errors after which the scenario is switched off. */
  readonly isCounted: boolean;
  /** Switches the scenario off at once. */
  readonly disables: boolean;
}

const policy = (...words: (keyof ErrorPolicy)[]): ErrorPolicy => ({
  isHandled: words.includes('isHandled'),
  isStored: words.includes('isStored'),
  isRetried: words.includes('isRetried'),
  isCounted: words.includes('isCounted'),
  disables: words.includes('disables'),
});

/** Every class of Make with its effect. A new class does not compile until it is decided here. */
export const ERROR_POLICIES: Readonly<Record<ErrorClass, ErrorPolicy>> = {
  RuntimeError: policy('isHandled', 'isCounted'),
  DataError: policy('isHandled', 'isStored'),
  DuplicateDataError: policy('isHandled', 'isStored'),
  ConnectionError: policy('isHandled', 'isStored', 'isRetried'),
  RateLimitError: policy('isHandled', 'isStored', 'isRetried', 'isCounted'),
  ModuleTimeoutError: policy('isHandled', 'isStored', 'isRetried'),
  IncompleteDataError: policy('isHandled', 'isRetried', 'isCounted'),
  InvalidConfigurationError: policy('isHandled', 'disables'),
  InvalidAccessTokenError: policy('isHandled', 'disables'),
  MaxResultsExceededError: policy('isHandled', 'disables'),
  MaxFileSizeExceededError: policy('isHandled', 'disables'),
  UnexpectedError: policy('disables'),
  InconsistencyError: policy('isCounted'),
  OutOfSpaceError: policy('isCounted'),
  ScenarioTimeoutError: policy('isCounted'),
  OperationsLimitExceededError: policy('isCounted'),
  DataSizeLimitExceededError: policy('isCounted'),
  ExecutionInterruptedError: policy('isCounted'),
};
