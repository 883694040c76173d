import { Injectable } from '@nestjs/common';
import type {
  ActivationCandidate,
  ActivationCheck,
  ActivationFinding,
} from '../scenarios/activation/activation-check.ts';
import { ActivationChecks } from '../scenarios/activation/activation-checks.ts';
import { hookTriggersOf } from '../scenarios/hooks/hook-triggers.policy.ts';

/** A scenario that watches a device must say which one and what: without, nothing would ever start it, and nobody would be told. */
@Injectable()
export class DeviceWatchCheck implements ActivationCheck {
  constructor(checks: ActivationChecks) {
    checks.add(this);
  }

  check(candidate: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const blind = hookTriggersOf(candidate).filter(({ kind, options }) => kind === 'device' && !options.watch);
    return Promise.resolve(
      blind.map(({ moduleId }) => ({
        code: 'EXECUTOR.DEVICE_MISSING',
        pointer: candidate.compiled.first.pointer,
        message: `Module ${String(moduleId)} watches no device; set "device" to a paired device and "kinds" to what to watch.`,
      })),
    );
  }
}
