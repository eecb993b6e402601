// data-insert="text" data-insert-into="id" on a button: writes the text where the cursor is in that field. Without a script the button sends the form, which comes back longer.
export default function insert(button, signal) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    const field = document.getElementById(button.dataset.insertInto);
    const before = field.value.slice(0, field.selectionStart);
    field.setRangeText((before && !before.endsWith('\n') ? '\n' : '') + button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }, { signal });
}
