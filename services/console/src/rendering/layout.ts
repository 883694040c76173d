import { ICON_PATH, STYLESHEET_PATH } from '../assets/assets.ts';
import { html, type Html } from './html.ts';

export interface Page {
  /** Before the product's name in the browser's title. */
  readonly title: string;
  readonly body: Html;
  /** A script of ours, by its path. */
  readonly script?: string;
  /** Shown at the top right for a person who is signed in. */
  readonly visitor?: { readonly organisationName: string; readonly csrfToken: string };
}

/** @param nonce of the answer this page is sent in */
export function layout({ title, body, visitor, script }: Page, nonce: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Ebbflow</title>
        <link rel="stylesheet" nonce="${nonce}" href="${STYLESHEET_PATH}" />
        <link rel="icon" type="image/svg+xml" href="${ICON_PATH}" />
        ${script !== undefined && html`<script type="module" nonce="${nonce}" src="${script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <a class="brand" href="/"><img src="${ICON_PATH}" alt="" width="22" height="22" />Ebbflow</a>
          ${visitor && visitorBar(visitor)}
        </header>
        <main id="content">${body}</main>
        <footer class="foot"><a href="/privacy">Privacy notice</a></footer>
      </body>
    </html> `.text;
}

function visitorBar({ organisationName, csrfToken }: NonNullable<Page['visitor']>): Html {
  return html`<span class="organisation">${organisationName}</span>
    <form method="post" action="/sign-out">
      <input type="hidden" name="csrf" value="${csrfToken}" /><button class="quiet">Sign out</button>
    </form>`;
}
