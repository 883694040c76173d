import { html, type Html } from '../rendering/html.ts';

export function signInPage(form: { csrfToken: string; problem?: string | undefined }): Html {
  return html`<section class="panel card">
    <h1>Sign in</h1>
    ${form.problem !== undefined && html`<div class="notice" role="alert"><p>${form.problem}</p></div>`}
    <form class="fields" method="post" action="/sign-in">
      <input type="hidden" name="csrf" value="${form.csrfToken}" />
      <label
        >E-mail address<input type="email" name="email" autocomplete="username" required maxlength="254" autofocus
      /></label>
      <label
        >Password<input type="password" name="password" autocomplete="current-password" required maxlength="1024"
      /></label>
      <button>Sign in</button>
    </form>
  </section>`;
}
