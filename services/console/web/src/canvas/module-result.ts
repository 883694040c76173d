export interface ModuleResult {
  readonly status: 'success' | 'error';
  readonly bundleCount: number;
  readonly operations: number;
}

interface Execution {
  readonly moduleId: number;
  readonly bundleCount: number;
  readonly operations: number;
  readonly error?: unknown;
}

/** What a run left at each module, by its id. */
export function resultsOf(executions: readonly Execution[]): ReadonlyMap<number, ModuleResult> {
  const results = new Map<number, ModuleResult>();
  for (const { moduleId, bundleCount, operations, error } of executions) {
    const before = results.get(moduleId);
    results.set(moduleId, {
      status: error !== undefined || before?.status === 'error' ? 'error' : 'success',
      bundleCount: (before?.bundleCount ?? 0) + bundleCount,
      operations: (before?.operations ?? 0) + operations,
    });
  }
  return results;
}
