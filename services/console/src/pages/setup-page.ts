import type { Html } from '../rendering/html.ts';
import { accountForm, EMAIL_FIELD, NEW_PASSWORD_FIELDS } from './account-form.ts';

export function setupPage(form: { token: string; csrfToken: string; problem?: string | undefined }): Html {
  return accountForm({
    title: 'Set your password',
    text: 'This link works once. It makes you the owner of this installation; there is no default password.',
    action: `/setup/${encodeURIComponent(form.token)}`,
    csrfToken: form.csrfToken,
    fields: [EMAIL_FIELD, NEW_PASSWORD_FIELDS],
    button: 'Set password and sign in',
    problem: form.problem,
  });
}
