import type { RunError } from './verdict.ts';

/**
 * Leaves the walk at once from any depth. `error`: an error nobody handled, or Rollback. `commit`: the directive, what was done
 * stays. `warning`: the first module failed for a reason that passes, and the run is to be tried again.
 */
export type HaltKind = 'error' | 'commit' | 'warning';

export class RunHalt extends Error {
  readonly kind: HaltKind;
  readonly runError: RunError | undefined;

  constructor(runError: RunError | undefined, kind: HaltKind = runError === undefined ? 'commit' : 'error') {
    super('The run ends here.');
    this.name = 'RunHalt';
    this.kind = kind;
    this.runError = runError;
  }
}
