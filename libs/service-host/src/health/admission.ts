import { Injectable } from '@nestjs/common';

/** Whether a service answers anybody at all. Parts that may have a reason against it add themselves when they start. */
@Injectable()
export class Admission {
  readonly #checks: ((path: string) => void)[] = [];

  /** @param check throws when nobody may be answered at this path now. */
  add(check: (path: string) => void): void {
    this.#checks.push(check);
  }

  /** @throws whatever a check throws. */
  admit(path: string): void {
    for (const check of this.#checks) check(path);
  }
}
