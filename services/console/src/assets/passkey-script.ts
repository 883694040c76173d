/** Asks the browser for a passkey. Plain script, served as a file; the button is hidden where browsers know no passkeys. */
export const PASSKEY_SCRIPT = `
const button = document.getElementById('passkey');
const problem = document.getElementById('passkey-problem');
const csrf = document.querySelector('input[name=csrf]').value;

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ebb-csrf': csrf },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  const { detail } = await response.json();
  throw new Error(detail);
}

async function signIn() {
  problem.hidden = true;
  try {
    const { options } = await (await post('/sign-in/passkey/options', {})).json();
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    await post('/sign-in/passkey', { response: credential.toJSON() });
    location.assign('/');
  } catch (thrown) {
    problem.textContent = thrown.name === 'NotAllowedError' ? 'No passkey was used.' : thrown.message;
    problem.hidden = false;
  }
}

if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  button.hidden = false;
  button.addEventListener('click', signIn);
}
`.trimStart();
