import { html, type Html } from '../rendering/html.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `24 November 2026`, with the exact instant on hover. */
export function dayTag(iso: string): Html {
  return html`<time datetime="${iso}" title="${iso}">${DAY.format(new Date(iso))}</time>`;
}
