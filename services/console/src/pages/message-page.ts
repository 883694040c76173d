import { html, type Html } from '../rendering/html.ts';

/** A page with one thing to say and one thing to do next. */
export function messagePage(message: { title: string; text: string; link?: { path: string; label: string } }): Html {
  const { path, label } = message.link ?? { path: '/', label: 'Go to the start page' };
  return html`<section class="panel card">
    <h1>${message.title}</h1>
    <p>${message.text}</p>
    <p><a href="${path}">${label}</a></p>
  </section>`;
}
