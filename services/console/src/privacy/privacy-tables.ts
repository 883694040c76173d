import type { NoticeAnswer } from '@ebbflow/contracts';
import { Duration } from '@ebbflow/kernel';
import { html, type Html } from '../rendering/html.ts';
import { spanInWords } from '../rendering/instants.ts';

export function lifetimeTable(lifetimes: NoticeAnswer['lifetimes']): Html {
  return table(
    ['What', 'How long', 'Counted from'],
    lifetimes.map(({ title, ttl, from }) => [title, inWords(ttl), from]),
  );
}

export function cookieTable(cookies: NoticeAnswer['cookies']): Html {
  return table(
    ['Cookie', 'How long', 'What for'],
    cookies.map(({ name, ttl, from, purpose }) => [
      html`<code>${name}</code>`,
      ttl === null ? 'Until the browser is closed' : `${inWords(ttl)} from ${from}`,
      purpose,
    ]),
  );
}

export function processorTable(processors: NoticeAnswer['processors']): Html {
  return table(
    ['Who', 'What', 'What for', 'When'],
    processors.map(({ title, when, data, purpose, declared }) => {
      const here = declared === null ? 'not declared here' : `${declared.name}, ${declared.place}`;
      return [html`${title}<br /><span class="muted">${here}</span>`, data.join(', '), purpose, when];
    }),
  );
}

function table(heads: readonly string[], rows: readonly (readonly (Html | string)[])[]): Html {
  return html`<div class="panel scroll">
    <table class="reading">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function inWords(ttl: string): string {
  return spanInWords(Duration.parse(ttl).milliseconds);
}
