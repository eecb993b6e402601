// One tap for what would take many. [data-answer-all]: a button [data-answer-all-with=value] in it answers every question in it alike.
// A button [data-answer-usual] gives each question of its form that has no answer yet its usual one, [data-usual].
// A button [data-now="id"] writes the present minute into that date and time field; [data-fill="id"] writes its [data-fill-with], and goes on to [data-fill-then].
const told = (field) => field.dispatchEvent(new Event('change', { bubbles: true }));

export function answerAll(group, signal) {
  for (const button of group.querySelectorAll('[data-answer-all-with]'))
    button.addEventListener('click', () => {
      for (const field of group.querySelectorAll('input[type=radio]'))
        if (field.value === button.dataset.answerAllWith) field.checked = true;
      const last = group.querySelector('input[type=radio]');
      if (last) told(last);
    }, { signal });
}

export function answerUsual(button, signal) {
  button.addEventListener('click', () => {
    const fields = [...button.form.querySelectorAll('[data-usual]')].filter((field) => !field.disabled && ![...button.form.elements].some((other) => other.name === field.name && other.checked));
    for (const field of fields) field.checked = true;
    if (fields.length) told(fields.at(-1));
  }, { signal });
}

export function now(button, signal) {
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.now);
    const at = new Date();
    field.value = new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    told(field);
  }, { signal });
}

export function fill(button, signal) {
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.fill);
    field.value = button.dataset.fillWith;
    told(field);
    document.getElementById(button.dataset.fillThen)?.focus();
  }, { signal });
}
