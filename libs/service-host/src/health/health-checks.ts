import { Injectable } from '@nestjs/common';

/** A check of something this service cannot work without; it resolves when that answers and throws when not. */
export interface HealthCheck {
  /** Short name for the answer of /health/ready, such as `database`. */
  readonly name: string;
  check(): Promise<void>;
}

/** What readiness asks. Parts add themselves when they start; the database is added by the host. */
@Injectable()
export class HealthChecks {
  readonly #checks: HealthCheck[] = [];
  #draining = false;

  add(check: HealthCheck): void {
    this.#checks.push(check);
  }

  get all(): readonly HealthCheck[] {
    return this.#checks;
  }

  /** True once a stop was asked for: traffic must go elsewhere while requests in flight finish. */
  get isDraining(): boolean {
    return this.#draining;
  }

  drain(): void {
    this.#draining = true;
  }
}
