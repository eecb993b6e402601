// data-passkey="create" or "get" on a form: its options come from data-passkey-options (a POST with the form's antiforgery token), the browser asks the person,
// and the answer is posted in the form's field named "credential". [data-passkey-failed] shows when it did not work out.
const token = '__RequestVerificationToken';

const credentialOf = (kind, options, signal) =>
  kind === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), signal });

export default function passkey(form, signal) {
  const supported = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  form.hidden = !supported;
  if (!supported) return;
  const failed = form.querySelector('[data-passkey-failed]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    try {
      const data = new FormData(form);
      const response = await fetch(form.dataset.passkeyOptions, { method: 'POST', body: new URLSearchParams([...data]), credentials: 'same-origin', headers: { RequestVerificationToken: data.get(token) ?? '' } });
      if (!response.ok) throw new Error(String(response.status));
      const credential = await credentialOf(form.dataset.passkey, await response.json(), signal);
      let field = form.elements.credential;
      if (!field) {
        field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'credential' });
        form.append(field);
      }
      field.value = JSON.stringify(credential);
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  }, { signal });
}
