import { byId, el, fill, json } from './dom.js';
import { arrived, isPaused, missed, reload, setStatus, showCalls } from './calls.js';
import { showCall } from './call.js';
import { showConfiguration } from './configuration.js';
import { showHealth } from './health.js';
import { follow, link, place, tell } from './place.js';
import { showProgress } from './progress.js';

/** Puts the views together, and listens to what happens. */

const TITLES = { calls: 'Calls', progress: 'Progress', health: 'Health', configuration: 'Configuration' };
const REFRESH_MILLIS = 5_000;
const RETRY_MILLIS = 5_000;

const refresh = { progress: showProgress, health: showHealth, configuration: showConfiguration };
let view = '';
let begun = false;

follow(now => {
  for (const name of Object.keys(TITLES)) {
    byId(name).hidden = name !== now.view;
  }
  for (const anchor of document.querySelectorAll('nav a')) {
    anchor.href = link({ view: anchor.dataset.view });
    if (anchor.dataset.view === now.view) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }
  if (now.view === 'calls') {
    showCalls(now);
    showCall(now, begun);
  } else if (view !== now.view) {
    refresh[now.view]();
  }
  document.title = `${now.view === 'calls' && now.operation ? `${now.operation} · ` : ''}${TITLES[now.view]} · mturk-proxy`;
  view = now.view;
});

/** Not under the hands of somebody who is in it with the keyboard, or selects text. */
setInterval(() => {
  const used = byId(view).contains(document.activeElement) || !getSelection().isCollapsed;
  if (!document.hidden && !used && (view === 'progress' || view === 'health')) {
    refresh[view]();
  }
}, REFRESH_MILLIS);

byId('skip').addEventListener('click', event => {
  event.preventDefault();
  byId('main').focus();
});

/** What the header says; a sign and words. */
let connection = 'connecting';
let state = '';
function tellState() {
  const [sign, said, kind] = connection === 'open'
    ? (state === 'stopping' ? ['!', 'Stopping', 'bad'] : isPaused() ? ['❚❚', 'Paused', 'paused'] : ['●', 'Live', 'live'])
    : connection === 'connecting' ? ['○', 'Connecting…', 'paused'] : ['✕', connection, 'bad'];
  const box = byId('state');
  const text = `${sign} ${said}`;
  if (box.textContent !== text) {
    box.className = `state ${kind}`;
    fill(box, el('span', { 'aria-hidden': 'true' }, `${sign} `), said);
  }
}
document.addEventListener('paused', tellState);

async function status() {
  try {
    const now = await json('/api/status');
    byId('production').hidden = !now.production;
    setStatus(now);
  } catch {
    // The header says that it is not there.
  }
}

let lastId = '';
let events = null;
function listen() {
  events = new EventSource(lastId ? `/api/events?after=${encodeURIComponent(lastId)}` : '/api/events');
  const on = (name, react) => events.addEventListener(name, event => {
    lastId = event.lastEventId;
    connection = 'open';
    react(JSON.parse(event.data));
    tellState();
  });
  on('begin', status);
  on('restarted', () => {
    status();
    reload();
  });
  on('call', arrived);
  on('missed', ({ calls }) => missed(calls, 'came too fast to be shown one by one; the list has them after a reload.'));
  on('unlogged', ({ calls }) => missed(calls, 'could not be logged, and will not be shown.'));
  on('state', now => {
    state = now.state;
    status();
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) {
      // Too many pages are open, or what answers is no proxy.
      connection = 'Not live: too many pages are open, or mturk-proxy is busy';
      setTimeout(() => { if (!document.hidden) { listen(); } }, RETRY_MILLIS);
    } else {
      connection = 'mturk-proxy cannot be reached';
    }
    tellState();
  });
}

/** A tab that nobody sees listens to nothing: a browser has six connections for all tabs together. */
document.addEventListener('visibilitychange', () => {
  events.close();
  if (!document.hidden) {
    lastId = '';
    listen();
    if (!isPaused()) {
      reload();
    }
  }
});

tell();
begun = true;
listen();
