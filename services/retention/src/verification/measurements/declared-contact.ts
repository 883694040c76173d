import type { EvidenceFact } from '@ebbflow/contracts';
import type { Operator } from '../../operator/operator.ts';
import type { Measured, Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

/** What the operator declared stands on the page of the notice. */
export class DeclaredContact implements Measurement {
  readonly claims: Measurement['claims'];

  constructor(
    readonly id: 'contact-on-the-page' | 'place-on-the-page',
    private readonly operator: Operator,
    private readonly door: PublicDoor,
  ) {
    // That data really stays there, nobody can see from here.
    this.claims = id === 'contact-on-the-page' ? { C39: 'wholly' } : { C24: 'partly' };
  }

  async measure(): Promise<Measured> {
    const { declaration } = this.operator;
    if (declaration === undefined) return { notMeasured: 'the operator has declared nothing' };
    const { place, operator } = declaration;
    const wanted =
      this.id === 'contact-on-the-page' ? [operator.contact] : [place.region, place.dataCentre, ...place.certificates];
    const { status, text } = await this.door.ask('/privacy');
    return wanted.map((words): EvidenceFact => {
      const isThere = status === 200 && text.includes(escaped(words));
      return { what: '/privacy', measured: isThere ? words : 'not there', allowed: words, holds: isThere };
    });
  }
}

/** As a page has it. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
