import type { NoticeChanges, NoticeVersionsServed } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';

type Change = NoticeChanges['changes'][number];

export function privacyChangesPage(
  { from, to, changes }: NoticeChanges,
  versions: NoticeVersionsServed['items'],
): Html {
  return html`<article class="document">
    <nav class="crumbs" aria-label="Where you are"><a href="/privacy">Privacy notice</a> / Changes</nav>
    <h1>${from === to ? `Version ${String(to)}` : `From version ${String(from)} to version ${String(to)}`}</h1>
    ${versions.length > 1 && chooser({ from, to, versions })}
    ${
      changes.length === 0
        ? html`<div class="panel empty">
            <p>${from === to ? 'There is no other version to compare it with.' : 'These two versions say the same.'}</p>
          </div>`
        : html`<ul class="promises panel">
            ${changes.map(changeOf)}
          </ul>`
    }
  </article>`;
}

interface Choice extends Pick<NoticeChanges, 'from' | 'to'> {
  readonly versions: NoticeVersionsServed['items'];
}

/** Plain GET: nothing is changed by it, and it works without a script. */
function chooser({ from, to, versions }: Choice): Html {
  const select = (name: string, label: string, chosen: number): Html =>
    html`<label
      >${label}<select name="${name}">
        ${versions.map(
          ({ version }) =>
            html`<option value="${version}" ${version === chosen && html`selected`}>Version ${version}</option>`,
        )}
      </select></label
    >`;
  return html`<form class="compare" method="get" action="/privacy/changes">
    ${select('from', 'From', from)} ${select('to', 'To', to)}<button class="quiet">Compare</button>
  </form>`;
}

function changeOf({ part, id, before, after }: Change): Html {
  return html`<li>
    <p class="mark">${part} · ${id}</p>
    ${before !== null && html`<p><del>${before}</del></p>`} ${after !== null && html`<p><ins>${after}</ins></p>`}
  </li>`;
}
