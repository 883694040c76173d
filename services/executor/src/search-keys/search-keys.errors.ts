import { ExpectedError } from '@ebbflow/kernel';

/** 412: somebody else was faster. Nothing was saved. */
export class SearchKeysChangedError extends ExpectedError {
  constructor(revision: number) {
    super(
      'EXECUTOR.SEARCH_KEYS_CHANGED',
      412,
      `The search keys are at revision ${String(revision)}; read them again and repeat your change.`,
      { details: { revision } },
    );
  }
}
