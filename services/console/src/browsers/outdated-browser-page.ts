import { html } from '../rendering/html.ts';
import { MINIMUM_BROWSERS } from './minimum-browsers.ts';

const MINIMUMS = Object.values(MINIMUM_BROWSERS).map(({ label, version: [major, minor] }) => ({
  label,
  version: minor === 0 ? String(major) : `${String(major)}.${String(minor)}`,
}));

/** Nothing but headings, a paragraph and a list, so that a browser of any age shows it: no style sheet, script, image or form. */
export const OUTDATED_BROWSER_PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>This browser is too old for Ebbflow</title>
    </head>
    <body>
      <h1>This browser is too old</h1>
      <p>
        It lacks what keeps your account safe here, so Ebbflow does not open in it. Please update it, or use another
        one: Ebbflow works in these and everything newer.
      </p>
      <ul>
        ${MINIMUMS.map(({ label, version }) => html`<li>${label} ${version}</li>`)}
      </ul>
    </body>
  </html> `.text;
