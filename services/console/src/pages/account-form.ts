import { html, type Html } from '../rendering/html.ts';

export interface AccountForm {
  readonly title: string;
  readonly text: string;
  /** Where it is sent: a path of ours. */
  readonly action: string;
  readonly csrfToken: string;
  readonly fields: readonly Html[];
  readonly button: string;
  readonly problem?: string | undefined;
}

/** A page with one form about one's own account. */
export function accountForm(form: AccountForm): Html {
  return html`<section class="panel card">
    <h1>${form.title}</h1>
    <p class="muted">${form.text}</p>
    ${form.problem !== undefined && html`<div class="notice" role="alert"><p>${form.problem}</p></div>`}
    <form class="fields" method="post" action="${form.action}">
      <input type="hidden" name="csrf" value="${form.csrfToken}" />
      ${form.fields}
      <button>${form.button}</button>
    </form>
  </section>`;
}

export const EMAIL_FIELD = html`<label
  >E-mail address<input type="email" name="email" autocomplete="username" required maxlength="254" autofocus
/></label>`;

export const PASSWORD_FIELD = html`<label
  >Password<input type="password" name="password" autocomplete="current-password" required maxlength="1024" autofocus
/></label>`;

/** A password that is chosen, twice. */
export const NEW_PASSWORD_FIELDS = html`<label
    >Password<input
      type="password"
      name="password"
      autocomplete="new-password"
      required
      minlength="12"
      maxlength="1024"
    /><span class="hint"
      >At least 12 characters. A few words in a row are easy to remember and hard to guess.</span
    ></label
  >
  <label
    >The same password again<input
      type="password"
      name="again"
      autocomplete="new-password"
      required
      minlength="12"
      maxlength="1024"
  /></label>`;

/** A code of the second factor: of the app, or one for when it is lost. */
export const CODE_FIELD = html`<label
  >Code<input type="text" name="code" autocomplete="one-time-code" required maxlength="64" autofocus
/></label>`;

export const OPTIONAL_CODE_FIELD = html`<label
  >Code, if your account has a second factor<input type="text" name="code" autocomplete="one-time-code" maxlength="64"
/></label>`;
