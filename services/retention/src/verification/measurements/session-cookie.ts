import type { EvidenceFact } from '@ebbflow/contracts';
import { cookieName } from '@ebbflow/policy';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

/** A browser shows a session that is none: it has to be told to drop the cookie, with the attributes it is always set with. */
export class SessionCookie implements Measurement {
  readonly id = 'session-cookie';
  readonly claims = { C13: 'partly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const { isHttps } = this.door.config;
    const name = `${isHttps ? '__Host-' : ''}${cookieName('session-cookie')}`;
    const { status, header } = await this.door.ask('/', { headers: { cookie: `${name}=ebs_of-nobody` } });
    const cookie = header('set-cookie').find((line) => line.startsWith(`${name}=`)) ?? 'not set';
    const isDropped = /;\s*max-age=0(?:;|$)/i.test(cookie);
    const isClosed = /;\s*httponly/i.test(cookie) && (!isHttps || /;\s*secure/i.test(cookie));
    return [
      {
        what: 'the start page for a session that is none',
        measured: `answered ${String(status)}, cookie ${isDropped ? 'dropped' : 'kept'}, ${isClosed ? 'closed to scripts' : 'open to scripts'}`,
        allowed: 'sent to sign in, cookie dropped, closed to scripts',
        holds: status === 303 && isDropped && isClosed,
      },
    ];
  }
}
