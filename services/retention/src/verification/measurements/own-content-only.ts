import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

const PAGES = ['/sign-in', '/privacy'];
const FOREIGN =
  /<(?:script|link|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|href|data)\s*=\s*["']?\s*(?:https?:)?\/\/([^"'\s/>]+)/gi;

/** A page makes the browser ask nobody else: what counts visitors for others would have to be loaded from them. */
export class OwnContentOnly implements Measurement {
  readonly id = 'own-content-only';
  readonly claims = { C36: 'partly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const facts: EvidenceFact[] = [];
    for (const page of PAGES) {
      const { text } = await this.door.ask(page);
      const hosts = [...new Set([...text.matchAll(FOREIGN)].map(([, host = '']) => host))];
      facts.push({
        what: `${page}: what it loads from others`,
        measured: hosts.length === 0 ? 'nothing' : hosts.join(', '),
        allowed: 'nothing',
        holds: hosts.length === 0,
      });
    }
    return facts;
  }
}
