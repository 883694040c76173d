import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

const OUTDATED = 'Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko';

/** A browser of 2013 asks for the sign-in page. */
export class OutdatedBrowser implements Measurement {
  readonly id = 'outdated-browser';
  readonly claims = { C23: 'wholly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const { status, header, text } = await this.door.ask('/sign-in', { headers: { 'user-agent': OUTDATED } });
    const isPage = (header('content-type')[0] ?? '').startsWith('text/html');
    const hasForm = /<form/i.test(text);
    return [
      {
        what: 'the sign-in page for Internet Explorer 11',
        measured: `${String(status)}, ${isPage ? 'a page' : 'no page'} ${hasForm ? 'with the form' : 'without a form'}`,
        allowed: 'an error with a page without a form',
        holds: status >= 400 && status < 500 && isPage && !hasForm,
      },
    ];
  }
}
