// One file in the list: its picture, its progress, its place, its end. Everything is a button with a name.
import { words } from './words.js';

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

function thumbnail(file) {
  const kind = make('span', 'cpts-photo__thumbnail', file.name.split('.').pop().slice(0, 5).toUpperCase());
  if (!(file instanceof Blob) || !file.type.startsWith('image/')) return kind;
  const picture = make('img', 'cpts-photo__thumbnail');
  picture.alt = '';
  picture.src = URL.createObjectURL(file);
  picture.onload = () => URL.revokeObjectURL(picture.src);
  // What this browser cannot draw (HEIC, mostly) keeps its kind for a picture.
  picture.onerror = () => picture.replaceWith(kind);
  return picture;
}

export function line({ container, list, status, file, name, changed }) {
  const element = make('li', 'cpts-photo');
  const text = make('div');
  const bar = make('progress');
  bar.max = 100;
  bar.setAttribute('aria-label', file.name);
  const state = make('div', 'cpts-photo__status');
  text.append(make('div', 'cpts-photo__name', file.name), bar, state);
  const actions = make('div', 'cpts-photo__actions');
  const item = { element, onRemove: null };

  const button = (label, work) => {
    const it = make('button', 'govuk-button govuk-button--secondary cpts-button--small', words(container, label));
    it.type = 'button';
    it.setAttribute('aria-label', `${it.textContent} ${file.name}`);
    it.addEventListener('click', () => work(it));
    actions.append(it);
    return it;
  };
  const move = (to) => (it) => {
    const other = to < 0 ? element.previousElementSibling : element.nextElementSibling;
    if (!other) return;
    if (to < 0) other.before(element);
    else other.after(element);
    it.focus();
    changed();
  };
  const say = (sentence, aloud) => {
    state.textContent = sentence;
    if (aloud) status.textContent = `${file.name} ${sentence}`;
  };

  button('upText', move(-1));
  button('downText', move(1));
  button('removeText', () => {
    const next = element.nextElementSibling ?? element.previousElementSibling;
    item.onRemove?.();
    element.remove();
    (next?.querySelector('[data-remove]') ?? container.querySelector('input[type=file]')).focus();
    changed();
  }).dataset.remove = '';
  const again = button('retryText', () => item.retry?.());
  again.hidden = true;
  element.append(thumbnail(file), text, actions);

  return Object.assign(item, {
    progress(percent) {
      element.classList.remove('cpts-photo--failed');
      again.hidden = true;
      bar.hidden = false;
      bar.value = percent;
      say(words(container, 'sendingText', percent));
    },
    done(id) {
      bar.hidden = true;
      const field = Object.assign(make('input'), { type: 'hidden', name, value: id });
      Object.assign(field.dataset, { name: file.name, type: file.type ?? '', size: file.size ?? '' });
      element.append(field);
      say(words(container, 'doneText'), true);
    },
    waiting(retry) {
      item.retry = retry;
      again.hidden = !retry;
      say(words(container, 'waitingText'), true);
    },
    failed(label, retry) {
      element.classList.add('cpts-photo--failed');
      item.retry = retry;
      again.hidden = false;
      say(words(container, label), true);
    },
    refused(label) {
      element.classList.add('cpts-photo--failed');
      bar.hidden = true;
      say(words(container, label), true);
    },
  });
}
