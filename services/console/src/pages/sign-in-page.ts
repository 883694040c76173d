import { html, type Html } from '../rendering/html.ts';

export interface SignInForm {
  readonly csrfToken: string;
  /** The address the person asked this browser to remember. */
  readonly email: string | undefined;
  readonly problem?: string | undefined;
  readonly providers: readonly { readonly name: string; readonly title: string }[];
}

export function signInPage({ csrfToken, email, problem, providers }: SignInForm): Html {
  return html`<section class="panel card">
    <h1>Sign in</h1>
    ${problem !== undefined && html`<div class="notice" role="alert"><p>${problem}</p></div>`}
    <form class="fields" method="post" action="/sign-in">
      <input type="hidden" name="csrf" value="${csrfToken}" />
      <label
        >E-mail address<input
          type="email"
          name="email"
          autocomplete="username"
          required
          maxlength="254"
          value="${email ?? ''}"
          autofocus
      /></label>
      <label
        >Password<input type="password" name="password" autocomplete="current-password" required maxlength="1024"
      /></label>
      <label class="choice"
        ><input type="checkbox" name="remember" value="yes" ${email !== undefined && html`checked`} />Remember my
        address in this browser</label
      >
      <button>Sign in</button>
    </form>
    <div class="notice" id="passkey-problem" role="alert" hidden></div>
    <p><button type="button" class="quiet" id="passkey" hidden>Sign in with a passkey</button></p>
    ${providers.map(
      ({ name, title }) => html`<p><a class="button" href="/sign-in/with/${name}">Sign in with ${title}</a></p>`,
    )}
    <p><a href="/new-password">Forgot your password?</a> · <a href="/register">Register</a></p>
  </section>`;
}
