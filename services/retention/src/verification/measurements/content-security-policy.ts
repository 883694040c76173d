import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

const PAGES = ['/sign-in', '/privacy'];
const LOOSE = /'unsafe-(?:inline|eval|hashes)'|(?:^|\s)(?:\*|https?:|data:|blob:)(?=\s|$)/;

/** Scripts run by this answer's nonce alone, whatever else stands in a page. */
export class ContentSecurityPolicy implements Measurement {
  readonly id = 'content-security-policy';
  readonly claims = { C19: 'wholly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const facts: EvidenceFact[] = [];
    for (const page of PAGES) {
      const [header = ''] = (await this.door.ask(page)).header('content-security-policy');
      const directives = directivesOf(header);
      const scripts = directives.get('script-src') ?? directives.get('default-src');
      const holds =
        scripts !== undefined &&
        !LOOSE.test(scripts) &&
        /'nonce-[^']{16,}'|'none'|'self'/.test(scripts) &&
        directives.has('base-uri');
      facts.push({
        what: `${page}: where scripts may come from`,
        // The nonce is of one answer; its value tells nothing.
        measured: scripts?.replace(/'nonce-[^']*'/, "'nonce-…'") ?? 'anywhere',
        allowed: 'a nonce or this site; nothing inline, evaluated or foreign; base-uri set',
        holds,
      });
    }
    return facts;
  }
}

function directivesOf(header: string): Map<string, string> {
  return new Map(
    header
      .split(';')
      .map((directive) => directive.trim())
      .filter((directive) => directive !== '')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(/\s+/);
        return [name.toLowerCase(), sources.join(' ')] as const;
      }),
  );
}
