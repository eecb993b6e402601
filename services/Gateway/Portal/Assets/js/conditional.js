// data-shown-when="name=value other=one|two": shown while every condition holds; what is hidden is not sent.
// data-stop: while such an element shows, the form cannot be sent.
const valuesOf = (form, name) =>
  [...form.elements]
    .filter((field) => field.name === name && !field.matches(':disabled') && (!['checkbox', 'radio'].includes(field.type) || field.checked))
    .map((field) => field.value);

const holds = (form, conditions) =>
  conditions.split(/\s+/).filter(Boolean).every((condition) => {
    const at = condition.indexOf('=');
    const wanted = condition.slice(at + 1).split('|');
    return valuesOf(form, condition.slice(0, at)).some((value) => wanted.includes(value));
  });

const show = (element, shown) => {
  element.hidden = !shown;
  for (const field of element.querySelectorAll('input, select, textarea')) {
    if (!shown && !field.disabled) {
      field.disabled = true;
      field.dataset.unasked = '';
    } else if (shown && 'unasked' in field.dataset && !field.closest('[hidden]')) {
      field.disabled = false;
      delete field.dataset.unasked;
    }
  }
};

export default function conditional(form, signal) {
  const update = () => {
    // In the document's order: a field that hides takes those along that depend on it.
    for (const element of form.querySelectorAll('[data-shown-when]')) show(element, holds(form, element.dataset.shownWhen));
    const stopped = [...form.querySelectorAll('[data-stop]')].some((stop) => !stop.closest('[hidden]'));
    for (const button of form.elements) {
      if (button.type !== 'submit' || 'always' in button.dataset) continue;
      if (stopped && !button.disabled) {
        button.disabled = true;
        button.dataset.stopped = '';
      } else if (!stopped && 'stopped' in button.dataset) {
        button.disabled = false;
        delete button.dataset.stopped;
      }
    }
  };
  form.addEventListener('input', update, { signal });
  form.addEventListener('change', update, { signal });
  form.addEventListener('reset', () => setTimeout(update), { signal });
  update();
}
