// data-draft="key" on a form: what is typed is kept on this device within 300 ms, and is there again on return.
// [data-draft-notice] says so, [data-draft-erase] forgets it. Neither files nor what guards the post are kept; ids of files already uploaded are.
import { get, put, remove } from './store.js';
import { person } from './words.js';

const wait = 250;

const kept = (field) =>
  field.name && !field.name.startsWith('_') && !['file', 'password', 'hidden', 'submit', 'button', 'reset'].includes(field.type);

const snapshot = (form) => ({
  fields: [...form.elements]
    .filter((field) => kept(field) && (!['checkbox', 'radio'].includes(field.type) || field.checked))
    .map((field) => [field.name, field.value]),
  files: [...form.querySelectorAll('[data-uploads] input[type=hidden][data-name]')].map(({ value, name, dataset }) => ({ id: value, field: name, ...dataset })),
});

function restore(form, { fields, files }) {
  const left = fields.slice();
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (['checkbox', 'radio'].includes(field.type)) {
      field.checked = fields.some(([name, value]) => name === field.name && value === field.value);
    } else {
      const at = left.findIndex(([name]) => name === field.name);
      if (at >= 0) field.value = left.splice(at, 1)[0][1];
      // What came back is never folded away.
      if (field.value) field.closest('details')?.setAttribute('open', '');
    }
  }
  for (const uploads of form.querySelectorAll('[data-uploads]')) {
    uploads.filesBefore = files;
    uploads.dispatchEvent(new CustomEvent('cpts:files', { detail: files }));
  }
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

export default async function draft(form, signal) {
  const name = form.dataset.draft;
  const who = person();
  // Whoever types before this script has arrived, or while it still looks for an earlier draft, has begun one as well.
  const touched = () => [...form.elements].some((field) => kept(field) && (['checkbox', 'radio'].includes(field.type)
    ? field.checked !== field.defaultChecked
    : field.defaultValue !== undefined && field.value !== field.defaultValue));
  const empty = touched() ? '' : JSON.stringify(snapshot(form));
  let pending, timer, sent;
  // One after the other: a copy that took its time (the device's key is made with the first) neither covers a newer one nor comes back once it was erased.
  let last = Promise.resolve();
  const inTurn = (work) => (last = last.catch(() => {}).then(work));
  const forget = () => inTurn(() => remove('draft', who, name));
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!pending || sent) return;
    const content = pending;
    pending = undefined;
    if (JSON.stringify(content) === empty) forget();
    else inTurn(() => put('draft', who, name, content));
  };
  const changed = () => {
    pending = snapshot(form);
    timer ??= setTimeout(write, wait);
  };

  const notice = document.querySelector('[data-draft-notice]');
  // A form that came back with faults shows what was just sent: nothing older may cover it.
  const before = document.querySelector('[data-error-summary]') ? undefined : await get('draft', who, name);
  if (signal.aborted) return;
  if (before) {
    restore(form, before.value);
    if (notice) notice.hidden = false;
  } else if (touched()) changed();
  form.addEventListener('input', changed, { signal });
  form.addEventListener('change', changed, { signal });
  form.addEventListener('cpts:sent', () => {
    sent = true;
    forget();
  }, { signal });
  document.addEventListener('visibilitychange', write, { signal });
  addEventListener('pagehide', write, { signal });
  signal.addEventListener('abort', write);
  for (const button of document.querySelectorAll('[data-draft-erase]'))
    button.addEventListener('click', async () => {
      form.reset();
      for (const uploads of form.querySelectorAll('[data-uploads]')) uploads.dispatchEvent(new Event('cpts:erase'));
      form.dispatchEvent(new Event('change', { bubbles: true }));
      clearTimeout(timer);
      timer = pending = undefined;
      await forget();
      if (notice) notice.hidden = true;
      form.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    }, { signal });
}
