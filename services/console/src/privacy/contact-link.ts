import { html, type Html } from '../rendering/html.ts';

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** A link where the operator declared an address or a page; anything else is text, so that no other scheme can be followed. */
export function contactLink(contact: string): Html | string {
  if (/^https?:\/\//.test(contact) && URL.canParse(contact))
    return html`<a href="${contact}" rel="noreferrer">${contact}</a>`;
  return ADDRESS.test(contact) ? html`<a href="mailto:${contact}">${contact}</a>` : contact;
}
