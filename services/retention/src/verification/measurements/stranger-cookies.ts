import type { EvidenceFact } from '@ebbflow/contracts';
import { retentionPolicy } from '@ebbflow/policy';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

const PAGES = ['/sign-in', '/register', '/privacy'];

/**
 * Cookies that somebody gets who has chosen nothing and is not signed in: none that stays, none the notice does not name, none a script can
 * read. The answer to a session that is none shows how the session cookie itself is set.
 */
export class StrangerCookies implements Measurement {
  readonly id = 'cookies-of-strangers';
  readonly claims = { C12: 'partly', C36: 'partly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const known = retentionPolicy().terms.flatMap(({ name }) => name ?? []);
    const facts: EvidenceFact[] = [];
    for (const page of PAGES) {
      for (const cookie of (await this.door.ask(page)).header('set-cookie')) {
        const [name = ''] = cookie.split('=', 1);
        const faults = [
          ...(known.includes(name.replace(/^__Host-/, '')) ? [] : ['not in the notice']),
          ...(/;\s*(?:max-age|expires)=/i.test(cookie) ? ['stays'] : []),
          ...(/;\s*httponly/i.test(cookie) ? [] : ['open to scripts']),
          ...(/;\s*samesite=(?:lax|strict)/i.test(cookie) ? [] : ['sent with requests of other sites']),
          ...(!this.door.config.isHttps || /;\s*secure/i.test(cookie) ? [] : ['sent over plain http']),
        ];
        facts.push({
          what: `${page}, cookie ${name}`,
          measured: faults.length === 0 ? 'known, until the browser closes, closed to scripts' : faults.join(', '),
          allowed: 'known, until the browser closes, closed to scripts',
          holds: faults.length === 0,
        });
      }
    }
    return facts;
  }
}
