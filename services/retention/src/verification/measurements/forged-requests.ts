import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { DoorRequest, PublicDoor } from '../sources/public-door.ts';

const FORM = 'email=nobody%40example.invalid&password=nothing';
const TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** Two requests another site could have a browser make; each has to be refused before anything of it is looked at. */
export class ForgedRequests implements Measurement {
  readonly id = 'forged-requests';
  readonly claims = { C18: 'wholly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const { origin } = this.door.config.publicUrl;
    const forged: Readonly<Record<string, DoorRequest>> = {
      'a form of another site': {
        headers: { ...TYPE, origin: 'https://elsewhere.invalid', 'sec-fetch-site': 'cross-site' },
      },
      'a form without its token': { headers: { ...TYPE, origin, 'sec-fetch-site': 'same-origin' } },
    };
    const facts: EvidenceFact[] = [];
    for (const [what, request] of Object.entries(forged)) {
      const { status } = await this.door.ask('/sign-in', { ...request, method: 'POST', body: FORM });
      facts.push({ what, measured: `answered ${String(status)}`, allowed: 'answered 403', holds: status === 403 });
    }
    return facts;
  }
}
