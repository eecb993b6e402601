// data-reload on the button of the page that stands in for one that did not come: it gives way as soon as the line carries anything again. A phone is not
// always told when that is, so it is tried every few seconds.
const pause = 4_000;
const longest = 8_000;

const carries = () =>
  fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(longest) }).then(() => true, () => false);

// Asked for by its own name it stands in for nothing, and would reload for ever.
const itself = () => location.pathname === '/offline';

export default async function reload(button, signal) {
  if (itself()) return button.addEventListener('click', () => location.assign('/'), { signal });
  button.addEventListener('click', () => location.reload(), { signal });
  addEventListener('online', () => location.reload(), { signal });
  while (!signal.aborted) {
    await new Promise((done) => setTimeout(done, pause));
    if (!document.hidden && !signal.aborted && (await carries())) return location.reload();
  }
}
