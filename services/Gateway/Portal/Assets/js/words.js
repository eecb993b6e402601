// Words come from the page, never from a script: "{0}" in them is the value.
export const words = (element, name, value = '') => (element.dataset[name] ?? '').replace('{0}', value);

export const clock = (at = new Date()) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' }).format(at);

export const person = () => document.querySelector('[data-person]')?.dataset.person ?? '';
