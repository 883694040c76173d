import type { RunError } from './verdict.ts';

/** Leaves the walk at once from any depth: an error nobody handled, Rollback (with the error), or Commit (without). */
export class RunHalt extends Error {
  readonly runError: RunError | undefined;

  constructor(runError: RunError | undefined) {
    super('The run ends here.');
    this.name = 'RunHalt';
    this.runError = runError;
  }
}
