// data-carried="name=value" around fields that begin as in an earlier answer: right while the conditions hold. When they do not, what nobody touched goes, and comes
// back with them.
const chosen = (field) => ['checkbox', 'radio'].includes(field.type);
const came = (field) => field.defaultValue ?? [...field.options].find((option) => option.defaultSelected)?.value ?? '';
const asItCame = (field) => (chosen(field) ? field.checked === field.defaultChecked : field.value === came(field));
const isEmpty = (field) => (chosen(field) ? !field.checked : !field.value);

const holds = (form, conditions) => {
  const data = new FormData(form);
  return conditions.split(' ').every((condition) => {
    const [name, value] = condition.split('=');
    return (data.has(name) ? data.getAll(name) : ['']).includes(value);
  });
};

export default function carried(element, signal) {
  const fields = [...element.querySelectorAll('input, select, textarea')];
  const form = fields[0].form;
  let gone = false;
  form.addEventListener('change', () => {
    const fit = holds(form, element.dataset.carried);
    if (!fit && !gone && fields.every(asItCame)) {
      gone = true;
      for (const field of fields) {
        if (chosen(field)) field.checked = false;
        else field.value = '';
      }
    } else if (fit && gone) {
      gone = false;
      if (!fields.every(isEmpty)) return;
      for (const field of fields) {
        if (chosen(field)) field.checked = field.defaultChecked;
        else field.value = came(field);
      }
    }
  }, { signal });
}
