import { Injectable } from '@nestjs/common';
import type { ActivationCandidate, ActivationCheck, ActivationFinding } from './activation-check.ts';

/** Everybody who has a say in whether a scenario may be active. Their modules import this one, so they add themselves. */
@Injectable()
export class ActivationChecks implements ActivationCheck {
  readonly #checks: ActivationCheck[] = [];

  /** For the constructor or `onModuleInit` of the check. */
  add(check: ActivationCheck): void {
    this.#checks.push(check);
  }

  async check(candidate: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const findings = await Promise.all(this.#checks.map((check) => check.check(candidate)));
    return findings.flat();
  }
}
