import type { Settings } from '@ebbflow/config';

/** How passwords are hashed (C20). */
export class PasswordConfig {
  /** PBKDF2-SHA512 iterations. Default 220000, at least 200000. Raising it rehashes each password at its next sign-in. */
  readonly iterations: number;
  /** Threads that hash. Default 2: a hash takes a fifth of a second of one core, and requests must go on beside it. */
  readonly threadCount: number;
  /** Hashes that may wait for a thread; beyond, sign-ins get 429. Default 32, which is about 3 s of waiting. */
  readonly queueLength: number;

  constructor(settings: Settings) {
    this.iterations = settings.integer('EBB_IDENTITY_PASSWORD_ITERATIONS', {
      default: 220_000,
      min: 200_000,
      max: 10_000_000,
    });
    this.threadCount = settings.integer('EBB_IDENTITY_PASSWORD_THREADS', { default: 2, min: 1, max: 64 });
    this.queueLength = settings.integer('EBB_IDENTITY_PASSWORD_QUEUE', { default: 32, min: 1, max: 10_000 });
  }
}
