// A browser opens six connections to a server that speaks HTTP/1.1, for all its pages together, and an event stream keeps one: so many pages listen at
// a time and no more. Whoever comes or is looked at again takes a seat, from another page if need be; the others wait for one.
const seats = ['cpts-live-1', 'cpts-live-2', 'cpts-live-3'];
const any = () => seats[Math.floor(Math.random() * seats.length)];

export function seat(listen, stop, signal) {
  // Without locks nobody can be counted: only the page that is looked at listens.
  if (!navigator.locks) {
    const look = () => (document.hidden ? stop() : listen());
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('pagehide', stop, { signal });
    addEventListener('pageshow', (event) => event.persisted && look(), { signal });
    signal.addEventListener('abort', stop);
    return look();
  }

  let leave, waiting;
  /** Resolves once it is known whether the seat was had. */
  const hold = (name, options) =>
    new Promise((known) => {
      let sits = false;
      navigator.locks
        .request(name, options, (lock) => {
          if (!lock || leave || signal.aborted) return known(Boolean(leave));
          sits = true;
          waiting = undefined;
          known(true);
          listen();
          return new Promise((done) => (leave = done));
        })
        .catch(() => {
          // No longer waited for, or taken by another page.
          known(false);
          if (!sits) return;
          leave = undefined;
          stop();
          wait();
        });
    });
  const wait = () => {
    if (waiting || signal.aborted) return;
    waiting = new AbortController();
    hold(any(), { signal: waiting.signal });
  };
  const take = async () => {
    if (leave) return;
    waiting?.abort();
    waiting = undefined;
    for (const name of seats) if (await hold(name, { ifAvailable: true })) return;
    if (document.hidden) wait();
    else hold(any(), { steal: true });
  };
  const rise = () => {
    waiting?.abort();
    waiting = undefined;
    leave?.();
    leave = undefined;
    stop();
  };
  document.addEventListener('visibilitychange', () => document.hidden || take(), { signal });
  addEventListener('pagehide', rise, { signal });
  addEventListener('pageshow', (event) => event.persisted && take(), { signal });
  signal.addEventListener('abort', rise);
  take();
}
