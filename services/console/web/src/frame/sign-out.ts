import { csrfToken } from '../api/csrf.ts';

/** A form as the page without script had it: the answer clears the cookies and sends the browser on. */
export async function signOut(): Promise<void> {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/sign-out';
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'csrf';
  field.value = await csrfToken();
  form.append(field);
  document.body.append(form);
  form.submit();
}
