import { byId, count, duration, el, fill, json, number, time } from './dom.js';
import { marks, outcome } from './marks.js';
import { FILTER, go, link, place } from './place.js';

/** The list of calls: what was there, and what comes. */

/** So many rows stay; older ones come back on demand. */
const MOST_ROWS = 600;

const rows = byId('rows');
const list = byId('list');
const form = byId('filter');
const older = byId('older');

let filter = null;
let next = '';
let paused = false;
let waiting = 0;
let asking = new AbortController();
let again = 0;
let status = {};
let listed = false;
const seen = { operations: new Set(), callers: new Set() };

/** Shows the calls of this place. */
export async function showCalls(now) {
  const wanted = FILTER.map(name => now[name]).join('\n');
  if (wanted === filter) {
    mark(now.call);
    return;
  }
  filter = wanted;
  for (const name of FILTER) {
    const field = form.elements[name];
    if (field.value !== now[name] && document.activeElement !== field) {
      field.value = now[name];
    }
  }
  await reload();
}

/** What was found so far is thrown away: begins with the newest. */
export async function reload() {
  waiting = 0;
  next = '';
  await load(true);
}

function query(now, more) {
  const given = new URLSearchParams(FILTER.filter(name => now[name]).map(name => [name, now[name]]));
  if (more) {
    given.set('before', more);
  }
  return `/api/calls?${given}`;
}

async function load(fresh) {
  asking.abort();
  asking = new AbortController();
  const now = place();
  list.setAttribute('aria-busy', 'true');
  try {
    const found = await json(query(now, fresh ? '' : next), asking.signal);
    if (fresh) {
      rows.replaceChildren();
    }
    next = found.next ?? '';
    listed = true;
    add(found.calls, false);
    tellFound(now, found);
    mark(now.call);
  } catch (e) {
    if (e.name !== 'AbortError') {
      notice(e.message);
    }
  } finally {
    list.removeAttribute('aria-busy');
  }
}

function tellFound(now, found) {
  older.hidden = !next;
  older.textContent = found.full ? 'Older calls' : 'Search further back';
  const filtered = FILTER.some(name => now[name]);
  const some = rows.childElementCount;
  empty(filtered, found.source);
  if (!found.full && next) {
    notice(`${count(some, 'call')} found so far; there are older ones to look at.`);
  } else {
    notice(filtered ? `${count(some, 'call')} found${next ? ', and there are more' : ''}.` : '');
  }
}

export function notice(text) {
  byId('notice').textContent = text;
}

function add(calls, atTop) {
  const made = calls.filter(call => !rows.querySelector(`[data-id="${CSS.escape(call.id)}"]`)).map(row);
  if (atTop) {
    rows.prepend(...made.reverse());
  } else {
    rows.append(...made);
  }
  for (const call of calls) {
    suggest('operations', call.operation);
    suggest('callers', call.caller);
  }
}

function suggest(kind, value) {
  if (value && !seen[kind].has(value) && seen[kind].size < 200) {
    seen[kind].add(value);
    byId(kind).append(el('option', { value }));
  }
}

function row(call) {
  const made = el('tr', { 'data-id': call.id, role: 'row' },
    el('td', { class: 'when', role: 'cell' }, time(call.time, false, true)),
    el('td', { class: 'what', role: 'cell' },
      el('a', { href: link({ call: call.id }) }, call.operation ?? 'not understood'), ' ',
      marks(call, call.warnings)),
    el('td', { class: 'less', role: 'cell' }, call.caller ?? '–'),
    el('td', { class: 'less', role: 'cell' }, call.modern.length === 0 ? '–' : call.modern.join(', ')
      + (call.calls > call.modern.length ? ` (${number(call.calls)} calls)` : '')),
    el('td', { class: 'how', role: 'cell' }, outcome(call)),
    el('td', { class: 'number', role: 'cell' }, duration(call.micros)));
  made.addEventListener('click', event => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!elsewhere && (event.target.closest('a') || !String(getSelection()))) {
      // From where the user is by now: the link may be of the filter before.
      event.preventDefault();
      go({ call: call.id });
    }
  });
  return made;
}

/** Says which row is shown below. Their links carry the filter of now. */
function mark(id) {
  for (const one of rows.children) {
    const anchor = one.querySelector('a');
    anchor.href = link({ call: one.dataset.id });
    const chosen = one.dataset.id === id;
    one.classList.toggle('chosen', chosen);
    if (chosen) {
      anchor.setAttribute('aria-current', 'true');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }
}

/** A call that has just been made. */
export function arrived(call) {
  if (paused) {
    waiting++;
    tellPaused();
    return;
  }
  const now = place();
  const fits = ['operation', 'caller', 'outcome', 'transport'].every(name => !now[name] || now[name] === (call[name] ?? '-'));
  if (!fits || filter === null) {
    return;
  }
  if (now.text) {
    // Whether it has the text somewhere, only the server knows.
    again ||= setTimeout(() => { again = 0; topUp(); }, 600);
    return;
  }
  addTop([call]);
}

async function topUp() {
  const now = place();
  try {
    addTop((await json(query(now, ''))).calls);
  } catch (e) {
    notice(e.message);
  }
}

function addTop(calls) {
  add(calls, true);
  while (rows.childElementCount > MOST_ROWS) {
    rows.lastElementChild.remove();
    next = rows.lastElementChild.dataset.id;
    older.hidden = false;
  }
  empty(FILTER.some(name => place()[name]), status.source);
  mark(place().call);
}

/** So many calls were not shown as they came. */
export function missed(calls, why) {
  notice(`${count(calls, 'call')} ${why}`);
}

function tellPaused() {
  byId('pause').textContent = paused ? (waiting ? `Go on (${number(waiting)} new)` : 'Go on') : 'Pause';
}

export function isPaused() {
  return paused;
}

byId('pause').addEventListener('click', event => {
  paused = !paused;
  event.currentTarget.setAttribute('aria-pressed', String(paused));
  const had = waiting;
  waiting = 0;
  tellPaused();
  document.dispatchEvent(new Event('paused'));
  if (!paused && had) {
    reload();
  }
});

byId('clear').addEventListener('click', () => {
  form.reset();
  go(Object.fromEntries(FILTER.map(name => [name, ''])));
  form.elements.text.focus();
});

let typing = 0;
function wanted() {
  clearTimeout(typing);
  typing = 0;
  go(Object.fromEntries(FILTER.map(name => [name, form.elements[name].value.trim()])), true);
}
form.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(wanted, 250);
});
form.addEventListener('change', wanted);
form.addEventListener('submit', event => {
  event.preventDefault();
  wanted();
});
older.addEventListener('click', async () => {
  const last = rows.lastElementChild;
  await load(false);
  (last?.nextElementSibling ?? last)?.querySelector('a')?.focus();
});

/** The arrow keys move between calls; Home and End to the first and last. */
list.addEventListener('keydown', event => {
  const at = document.activeElement.closest?.('#rows tr');
  const to = {
    ArrowDown: () => (at ? at.nextElementSibling : rows.firstElementChild),
    ArrowUp: () => at?.previousElementSibling,
    Home: () => rows.firstElementChild,
    End: () => rows.lastElementChild,
  }[event.key];
  if (!to || event.altKey || event.ctrlKey || event.metaKey || event.target === older) {
    return;
  }
  const link = to()?.querySelector('a');
  if (link) {
    event.preventDefault();
    link.focus();
  }
});

export function setStatus(now) {
  status = now;
  if (listed && rows.childElementCount === 0) {
    empty(FILTER.some(name => place()[name]), status.source);
  }
}

/** Tells who sees nothing what to do. */
function empty(filtered, source) {
  const none = rows.childElementCount === 0;
  const box = byId('empty');
  // What to do first needs the address, which comes in a moment.
  box.hidden = !none || (!filtered && !status.legacyUrl && source !== 'off');
  list.hidden = none && !next;
  if (box.hidden) {
    return;
  }
  if (source === 'off') {
    fill(box, el('h2', {}, 'The traffic log is off'),
      el('p', {}, 'Calls are shown as they are logged, and nothing is logged. Write this into the configuration file,'
        + ' then restart:'),
      el('pre', {}, el('code', {}, 'trafficLog: {store: logs/traffic.db}')));
  } else if (filtered) {
    fill(box, el('h2', {}, 'No call fits'),
      el('p', {}, next ? 'There are older ones to look at.' : 'Search for less, or clear the filter. New calls that fit'
        + ' will appear here.'));
  } else {
    firstCall(box);
  }
}

function firstCall(box) {
  const url = new URL(status.legacyUrl);
  fill(box, el('h2', {}, 'No calls yet'),
    el('p', {}, 'Let your program call mturk-proxy in place of Amazon. It listens at ', el('code', {}, url.href),
      status.tlsUrl ? [' and ', el('code', {}, status.tlsUrl)] : '', '. With boto:'),
    el('pre', {}, el('code', {},
      'from boto.mturk.connection import MTurkConnection\n\n'
      + `mturk = MTurkConnection(host='${url.hostname}', port=${url.port || 80}, is_secure=False)\n`
      + 'print(mturk.get_account_balance()[0])')),
    el('p', {}, 'Its key and secret are those of ', el('code', {}, 'keys'), ' in the configuration file; without any,'
      + ' mturk-proxy made a pair and keeps it in ', el('code', {}, 'data/access-key'), ' (',
      el('code', {}, 'export BOTO_CONFIG=data/access-key'), '). The call appears here as soon as it is answered.'));
}
