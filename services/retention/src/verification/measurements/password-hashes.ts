import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

const FEWEST_ITERATIONS = 200_000;

/** All stored passwords, by how they say they are hashed. A sign-in would not work if they said something else than what was done. */
export class PasswordHashes implements Measurement {
  readonly id = 'password-hashes';
  readonly claims = { C20: 'wholly' } as const;

  constructor(private readonly house: HouseEvidence) {}

  async measure(): Promise<EvidenceFact[]> {
    const { passwords } = await this.house.accounts();
    return passwords.map(({ parameters, count }) => {
      const iterations = Number(/^\$pbkdf2-sha512\$i=(\d+)$/.exec(parameters)?.[1] ?? 0);
      return {
        what: `identity: ${String(count)} ${count === 1 ? 'password' : 'passwords'}`,
        measured: parameters,
        allowed: `$pbkdf2-sha512$ with at least ${String(FEWEST_ITERATIONS)} iterations`,
        holds: iterations >= FEWEST_ITERATIONS,
      };
    });
  }
}
