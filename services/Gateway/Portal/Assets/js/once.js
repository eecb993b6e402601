import { eraseAll, hasUnsent } from './kept.js';

// For all forms of all pages: data-confirm asks first, a second press sends nothing twice, signing out erases what this device keeps.
const busy = new WeakSet();

// A form that was typed into is not kept once more while the line takes its time over signing out.
const keepNoMore = () => document.querySelectorAll('form[data-draft]').forEach((form) => form.dispatchEvent(new Event('cpts:sent')));

const erase = async (form) => {
  try {
    if (form.dataset.unsentText && (await hasUnsent()) && !confirm(form.dataset.unsentText)) return false;
    keepNoMore();
    await Promise.race([eraseAll(), new Promise((done) => setTimeout(done, 1500))]);
  } catch {
    // Signing out comes first.
  }
  return true;
};

export default function once() {
  addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (busy.has(form)) return event.preventDefault();
    busy.add(form);
    if ('erasesDrafts' in form.dataset) {
      if (localStorage.getItem('cpts-kept')) {
        event.preventDefault();
        erase(form).then((goOn) => (goOn ? form.submit() : busy.delete(form)));
        return;
      }
      keepNoMore();
    }
    event.submitter?.setAttribute('aria-disabled', 'true');
    form.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) {
      busy.delete(form);
      form.removeAttribute('aria-busy');
      for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
    }
  });
}
