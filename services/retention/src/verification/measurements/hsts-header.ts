import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measured, Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

/** A quarter of a year: less, and a browser that is seldom opened forgets. */
const SHORTEST_S = 91 * 24 * 3_600;

/** What a page tells browsers about https. Browsers ignore it over plain http, where it is therefore not sent. */
export class HstsHeader implements Measurement {
  readonly id = 'hsts-header';
  readonly claims = { C17: 'wholly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<Measured> {
    if (!this.door.config.isHttps) return { notMeasured: 'the address is plain http, on this machine alone' };
    const [header = 'none'] = (await this.door.ask('/sign-in')).header('strict-transport-security');
    const age = Number(/(?:^|[;\s])max-age=(\d+)/i.exec(header)?.[1] ?? 0);
    return [
      {
        what: 'Strict-Transport-Security of the sign-in page',
        measured: header,
        allowed: `max-age of at least ${String(SHORTEST_S)}`,
        holds: age >= SHORTEST_S,
      } satisfies EvidenceFact,
    ];
  }
}
