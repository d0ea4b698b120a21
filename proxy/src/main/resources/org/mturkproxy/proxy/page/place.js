/** Where the user is: view, filter and selected call stand behind # in the address, to be kept and passed on. */

export const FILTER = ['text', 'operation', 'caller', 'outcome', 'transport'];
const NAMES = ['view', ...FILTER, 'call'];
const VIEWS = ['calls', 'progress', 'health', 'configuration'];

const listeners = [];

/** What stands there, with an empty text for what does not. */
export function place() {
  const given = new URLSearchParams(location.hash.slice(1));
  const found = Object.fromEntries(NAMES.map(name => [name, given.get(name) ?? '']));
  found.view = VIEWS.includes(found.view) ? found.view : 'calls';
  return found;
}

/** The address of another place; what is not named stays. */
export function link(changes) {
  const next = { ...place(), ...changes };
  const shown = new URLSearchParams(NAMES.filter(name => next[name]).map(name => [name, next[name]]));
  return `#${shown}`;
}

/** Goes there; `quietly` without a step for the Back button. */
export function go(changes, quietly = false) {
  const next = link(changes);
  if (next === location.hash) {
    return;
  }
  if (quietly) {
    history.replaceState(null, '', next);
    tell();
  } else {
    location.hash = next;
  }
}

/** Calls back for every place from now on. */
export function follow(listener) {
  listeners.push(listener);
}

export function tell() {
  const now = place();
  listeners.forEach(listener => listener(now));
}

window.addEventListener('hashchange', tell);
