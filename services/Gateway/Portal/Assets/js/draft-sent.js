// data-draft-sent="key" on the page after an ordinary post: its draft has done its work.
import { remove } from './store.js';
import { person } from './words.js';

export default (element) => remove('draft', person(), element.dataset.draftSent);
