import { html, type Html } from './html.ts';

const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 hours`, `1 day`; below a minute `a moment`. */
export function spanInWords(milliseconds: number): string {
  for (const [name, length] of UNITS) {
    const count = Math.round(milliseconds / length);
    if (count >= 1 && milliseconds >= length * 0.95) return `${String(count)} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'a moment';
}

/** How long ago, with the exact instant on hover. */
export function timeAgo(iso: string, nowMs: number): Html {
  return html`<time datetime="${iso}" title="${iso}">${spanInWords(Math.max(0, nowMs - Date.parse(iso)))} ago</time>`;
}

/** The tag that stands beside everything kept: when it will be gone, with the exact instant on hover. */
export function goneTag(expiresAt: string, nowMs: number): Html {
  return html`<time class="gone" datetime="${expiresAt}" title="gone at ${expiresAt}"
    >gone in ${spanInWords(Math.max(0, Date.parse(expiresAt) - nowMs))}</time
  >`;
}
