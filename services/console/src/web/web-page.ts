import { ICON_PATH } from '../assets/assets.ts';
import { html } from '../rendering/html.ts';
import type { WebApp } from './web-app.ts';

/** The page around the application. @param nonce of the answer: scripts, and styles that it makes later, run with it only */
export function webPage({ entry }: WebApp, nonce: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta property="csp-nonce" nonce="${nonce}" />
        <title>Ebbflow</title>
        <link rel="icon" type="image/svg+xml" href="${ICON_PATH}" />
        ${entry.styles.map((path) => html`<link rel="stylesheet" nonce="${nonce}" href="${path}" />`)}
        ${entry.preloads.map((path) => html`<link rel="modulepreload" nonce="${nonce}" href="${path}" />`)}
        <script type="module" nonce="${nonce}" src="${entry.script}"></script>
      </head>
      <body>
        <div id="app"></div>
        <noscript>Ebbflow draws its rooms with JavaScript. Allow it for this site, or use the API.</noscript>
      </body>
    </html> `.text;
}
