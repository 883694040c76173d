import type { ReadVersion } from '../read-version.ts';
import type { ActivationFinding } from './activation-check.ts';

/** What stands in the way of activation by the blueprint alone. */
export function versionFindings({ compiled }: ReadVersion): readonly ActivationFinding[] {
  return [
    ...compiled.placeholders.map(({ pointer, moduleId }) => ({
      code: 'EXECUTOR.HAS_PLACEHOLDERS',
      pointer,
      message: `Module ${String(moduleId)} is a placeholder: no app here provides it. Replace it.`,
    })),
    ...compiled.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ pointer, message }) => ({ code: 'EXECUTOR.BLUEPRINT_HAS_ERRORS', pointer, message })),
  ];
}
