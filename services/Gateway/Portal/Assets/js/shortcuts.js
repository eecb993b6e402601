// data-shortcuts on a list: j and k (or the arrows, inside the list) go from line to line, Enter opens, c claims, ? tells. One checkbox switches them all off.
const flag = 'cpts-shortcuts';

const typing = (element) => element.closest('input:not([type=checkbox], [type=radio]), textarea, select, dialog[open], [contenteditable]');

export default function shortcuts(list, signal) {
  const links = () => [...list.querySelectorAll('[data-referral] .cpts-worklist__open')].filter((link) => link.checkVisibility?.() ?? true);
  const help = document.querySelector('dialog[data-shortcuts-help]');
  const tick = document.querySelector('[data-shortcuts-switch]');
  let off = localStorage.getItem(flag) === 'off';

  const move = (step) => {
    const all = links();
    const here = all.findIndex((link) => link.closest('[data-referral]').contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    all[next]?.focus();
    all[next]?.closest('[data-referral]').scrollIntoView({ block: 'nearest' });
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: () => document.activeElement?.closest('[data-referral]')?.querySelector('[data-claim]')?.click(),
    '?': () => help?.showModal(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || typing(event.target)) return;
    const arrow = list.contains(event.target) && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow) move(arrow);
    else if (!off && keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  }, { signal });
  for (const button of document.querySelectorAll('[data-shortcuts-open]')) button.addEventListener('click', () => help?.showModal(), { signal });
  if (tick) {
    tick.checked = !off;
    tick.addEventListener('change', () => {
      off = !tick.checked;
      localStorage.setItem(flag, off ? 'off' : 'on');
    }, { signal });
  }
}
