import type { WaitingMail } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';
import { goneTag, timeAgo } from '../rendering/instants.ts';

/** Links in a mail are text here, as in the mail: whoever reads them passes them on and does not follow them in somebody else's name. */
export function outboxPage(mails: readonly WaitingMail[], nowMs: number): Html {
  return html`<h1>Outbox</h1>
    <p class="muted">
      This installation has no mail server, so messages wait here to be passed on by hand. Set
      <code>EBB_MAIL_HOST</code>
      and they are sent.
    </p>
    ${mails.length === 0 ? nothing() : mails.map((mail) => mailPanel(mail, nowMs))}`;
}

function mailPanel(mail: WaitingMail, nowMs: number): Html {
  return html`<section class="panel card">
    <h2>${mail.subject}</h2>
    <p>To <strong>${mail.to}</strong> · <span class="chip">${mail.purpose}</span></p>
    <p class="muted">${timeAgo(mail.createdAt, nowMs)} · ${goneTag(mail.expiresAt, nowMs)}</p>
    <pre>${mail.text}</pre>
  </section>`;
}

function nothing(): Html {
  return html`<div class="panel empty">
    <h3>No mail waits</h3>
    <p>Messages appear here when somebody registers, asks for a new password or is invited.</p>
  </div>`;
}
