import type { JsonValue } from '@ebbflow/kernel';
import type { Redaction } from '@ebbflow/redaction';

interface Execution {
  readonly moduleId: number;
  readonly bundles: readonly JsonValue[];
  readonly error?: { readonly class: string; readonly message: string } | undefined;
}

/** Module executions as they may be kept. All bundles come before the first message: a message may quote what was hidden in any of them. */
export function redactedModules<T extends Execution>(modules: readonly T[], redaction: Redaction): T[] {
  const shown = modules.map((execution) => {
    const names = [String(execution.moduleId)];
    const bundles = execution.bundles.map((bundle) => redaction.value(bundle, names));
    return { execution, bundles };
  });
  return shown.map(({ execution, bundles }) => ({
    ...execution,
    bundles,
    ...(execution.error === undefined
      ? {}
      : { error: { ...execution.error, message: redaction.message(execution.error.message) } }),
  }));
}
