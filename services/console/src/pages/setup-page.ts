import { html, type Html } from '../rendering/html.ts';

export function setupPage(form: { token: string; csrfToken: string; problem?: string | undefined }): Html {
  return html`<section class="panel card">
    <h1>Set your password</h1>
    <p class="muted">
      This link works once. It makes you the owner of this installation; there is no default password.
    </p>
    ${form.problem !== undefined && html`<div class="notice" role="alert"><p>${form.problem}</p></div>`}
    <form class="fields" method="post" action="/setup/${encodeURIComponent(form.token)}">
      <input type="hidden" name="csrf" value="${form.csrfToken}" />
      <label
        >E-mail address<input type="email" name="email" autocomplete="username" required maxlength="254" autofocus
      /></label>
      <label
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
      /></label>
      <button>Set password and sign in</button>
    </form>
  </section>`;
}
