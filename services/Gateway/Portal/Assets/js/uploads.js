// data-uploads around an ordinary file input: each file goes ahead, in pieces, and continues where it was cut; the form then carries only its id.
// Words: data-up-text, data-down-text, data-remove-text, data-retry-text, data-sending-text ("Envoi : {0} %"), data-done-text, data-waiting-text, data-failed-text,
// data-refused-text, data-too-large-text, data-session-text. Limits: data-max-bytes. Files the server already has: input[type=hidden][data-name] inside.
import client from './uploads-client.js';
import { pieces } from './uploads-storage.js';
import { line } from './uploads-line.js';
import watch from './uploads-watch.js';

const kinds = { dcm: 'application/dicom', xml: 'application/xml', heic: 'image/heic', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' };
const kindOf = (file) => file.type || kinds[file.name.split('.').pop().toLowerCase()] || 'application/octet-stream';
// The server keeps what it has of a piece when the line breaks; only a proxy that holds whole requests back makes its size matter.
const chunk = 256 * 1024;
const pauses = [0, 1, 3, 5, 10, 20];
// What waiting mends: no answer at all, a server that is busy or away, a piece that came on two ways.
const passes = (status) => status === 0 || status === 408 || status === 409 || status === 423 || status === 429 || status >= 500;

export default function uploads(container, signal) {
  const input = container.querySelector('input[type=file]');
  const form = input.form;
  const name = container.dataset.name || 'attachments';
  const most = Number(container.dataset.maxBytes) || Infinity;
  const rendered = [...container.querySelectorAll('input[type=hidden][data-name]')].map(({ value, dataset }) => ({ id: value, field: name, ...dataset }));
  const list = container.querySelector('.cpts-photo-list') ?? container.appendChild(Object.assign(document.createElement('ol'), { className: 'cpts-photo-list' }));
  list.replaceChildren();
  const status = document.createElement('p');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  container.append(status);
  const running = new Set();
  let submitter;

  const changed = () => form.dispatchEvent(new Event('change', { bubbles: true }));

  function add(file, id) {
    const item = line({ container, list, status, file, name, id, changed });
    list.append(item.element);
    if (id) {
      item.onRemove = () => takeBack(id);
      return item.done(id);
    }

    send(file, item);
  }

  // Only what no request names yet goes: the server knows.
  const takeBack = (id) =>
    fetch(`${container.dataset.endpoint}/${id}`, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0', 'X-Requested-With': 'XMLHttpRequest' }, credentials: 'same-origin' }).catch(() => {});

  async function send(file, item) {
    if (file.size > most) return item.refused('tooLargeText');
    // The protocol's client is fetched with the first file: a form that carries none stays light.
    const coming = {};
    running.add(coming);
    const Upload = await client(() => item.waiting(), signal);
    running.delete(coming);
    if (!Upload || !item.element.isConnected) return;
    let tries = 0, busy = false, timer;
    const upload = new Upload(file, {
      endpoint: container.dataset.endpoint,
      chunkSize: chunk,
      // Tried again here, where it can be told.
      retryDelays: null,
      metadata: { filename: file.name, filetype: kindOf(file) },
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      removeFingerprintOnSuccess: true,
      ...pieces(container),
      onBeforeRequest: (request) => watch(request, () => item.waiting()),
      onAfterResponse: (request, response) => {
        // The client takes any refusal to tell an offset for an upload that is gone, and would begin it anew.
        const status = response.getStatus();
        if (request.getMethod() === 'HEAD' && (status === 401 || passes(status))) throw Object.assign(new Error('later'), { status });
      },
      onProgress: (sent, all) => item.progress(Math.floor((100 * sent) / all)),
      onChunkComplete: () => (tries = 0),
      onSuccess: () => finish(() => item.done(upload.url.split('/').pop())),
      onError: (error) => {
        busy = false;
        const status = error.originalResponse?.getStatus() ?? error.causingError?.status ?? 0;
        if ([413, 415, 422].includes(status)) return finish(() => item.refused(status === 413 ? 'tooLargeText' : 'refusedText'));
        if (status === 401) return item.failed('sessionText', start);
        if (!passes(status)) return item.failed('failedText', start);
        item.waiting(start);
        timer = setTimeout(start, 1000 * pauses[Math.min(tries++, pauses.length - 1)]);
      },
    });
    const finish = (then) => {
      removeEventListener('online', start);
      clearTimeout(timer);
      running.delete(upload);
      then();
      changed();
      if (submitter !== undefined && running.size === 0) goOn();
    };
    const start = async () => {
      clearTimeout(timer);
      if (busy || !running.has(upload)) return;
      busy = true;
      const before = upload.url ? [] : await upload.findPreviousUploads().catch(() => []);
      if (before.length) upload.resumeFromPreviousUpload(before[0]);
      if (!signal.aborted) upload.start();
    };
    item.onRemove = () => {
      upload.abort(true).catch(() => {});
      finish(() => {});
    };
    running.add(upload);
    addEventListener('online', start, { signal });
    item.progress(0);
    start();
    signal.addEventListener('abort', () => upload.abort());
  }

  const goOn = () => {
    const by = submitter;
    submitter = undefined;
    by?.removeAttribute('aria-disabled');
    if (!list.querySelector('.cpts-photo--failed')) form.requestSubmit(by ?? undefined);
  };

  input.addEventListener('change', (event) => {
    event.stopPropagation();
    for (const file of [...input.files]) add(file);
    input.value = '';
    changed();
  }, { signal });
  // Whoever sends while a file is on its way waits for it, not the other way round.
  form.addEventListener('submit', (event) => {
    if (running.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter ?? null;
    submitter?.setAttribute('aria-disabled', 'true');
    status.textContent = container.dataset.waitingText ?? '';
  }, { signal, capture: true });
  container.addEventListener('cpts:files', (event) => known(event.detail), { signal });
  container.addEventListener('cpts:erase', () => list.querySelectorAll('[data-remove]').forEach((button) => button.click()), { signal });

  const known = (files) => {
    for (const { id, field, name: fileName, type, size } of files)
      if (field === name && !list.querySelector(`input[value="${CSS.escape(id)}"]`)) add({ name: fileName, type, size: Number(size) }, id);
  };
  known(rendered);
  if (container.filesBefore) known(container.filesBefore);
  // Chosen before this script had arrived.
  for (const file of [...input.files]) add(file);
  input.value = '';
}
