import type { NoticeAnswer, NoticeStatus, NoticeVersionsServed } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';
import { timeAgo } from '../rendering/instants.ts';
import { claimMark } from './claim-mark.ts';
import { contactLink } from './contact-link.ts';
import { dayTag } from './day-tag.ts';
import { cookieTable, lifetimeTable, processorTable } from './privacy-tables.ts';

export interface PrivacyPage {
  readonly notice: NoticeAnswer;
  /** Newest first. */
  readonly versions: NoticeVersionsServed['items'];
  readonly status: NoticeStatus;
  readonly nowMs: number;
}

type Chapter = NoticeAnswer['chapters'][number];

export function privacyPage({ notice, versions, status, nowMs }: PrivacyPage): Html {
  const isNewest = notice.version === (versions[0]?.version ?? notice.version);
  // How a promise stands is said of what is promised now.
  const standing = isNewest ? status : undefined;
  return html`<article class="document">
    <h1>Privacy notice</h1>
    ${versionLine(notice)} ${isNewest ? verifiedLine(status, nowMs) : earlierNotice()} ${whoAndWhere(notice)}
    ${notice.chapters.map((chapter) => chapterOf(chapter, standing))}
    <h2>How long it is kept</h2>
    ${lifetimeTable(notice.lifetimes)}
    <h2>Cookies</h2>
    ${cookieTable(notice.cookies)}
    <h2>Who can get personal data</h2>
    ${processorTable(notice.processors)}
    <h2 id="versions">Versions</h2>
    <ul class="versions">
      ${versions.map(
        ({ version, since }) =>
          html`<li><a href="/privacy?version=${version}">Version ${version}</a>, since ${dayTag(since)}</li>`,
      )}
    </ul>
  </article>`;
}

function versionLine({ version, since }: NoticeAnswer): Html {
  return html`<p class="muted">
    Version ${version}, served since
    ${dayTag(since)}.${version > 1 && html` <a href="/privacy/changes?from=${version - 1}&amp;to=${version}">What changed</a>.`}
    <a href="#versions">All versions</a>.
  </p>`;
}

function earlierNotice(): Html {
  return html`<div class="notice">
    <p>This is an earlier version. <a href="/privacy">Read the one that is served now</a>.</p>
  </div>`;
}

function verifiedLine({ measuredAt, claims }: NoticeStatus, nowMs: number): Html {
  if (measuredAt === null)
    return html`<p class="muted">What is promised here is measured every night; so far no night has passed.</p>`;
  const failing = claims.filter(({ state }) => state === 'fails').length;
  if (failing === 0)
    return html`<p class="muted">
      Measured ${timeAgo(measuredAt, nowMs)}: nothing was found that contradicts a promise below.
    </p>`;
  return html`<p class="status error">
    Measured ${timeAgo(measuredAt, nowMs)}:
    ${failing === 1 ? '1 promise below does' : `${String(failing)} promises below do`} not hold.
  </p>`;
}

function whoAndWhere({ operator, place }: NoticeAnswer): Html {
  return html`<dl class="panel facts">
    ${fact('Responsible', operator === null ? 'Not declared by the operator' : `${operator.name}, ${operator.address}`)}
    ${fact('Questions about privacy', operator === null ? 'No contact is declared' : contactLink(operator.contact))}
    ${
      typeof operator?.dataProtectionOfficer === 'string' &&
      fact('Data protection officer', operator.dataProtectionOfficer)
    }
    ${fact('Where the data stays', place === null ? 'Not declared by the operator' : `${place.dataCentre}, ${place.region}`)}
    ${place !== null && place.certificates.length > 0 && fact('Certificates', place.certificates.join(', '))}
  </dl>`;
}

function fact(name: string, value: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function chapterOf({ title, claims }: Chapter, standing: NoticeStatus | undefined): Html {
  return html`<h2>${title}</h2>
    <ul class="promises panel">
      ${claims.map((claim) => {
        const stood = standing?.claims.find(({ id }) => id === claim.id);
        return html`<li id="${claim.id}">
          <p>${claim.sentence}</p>
          ${claim.missing !== null && html`<p class="muted">Not all of it yet: ${claim.missing}</p>`}
          <p class="mark"><a href="#${claim.id}">${claim.id}</a>${standing && html` · ${claimMark(claim, stood)}`}</p>
        </li>`;
      })}
    </ul>`;
}
