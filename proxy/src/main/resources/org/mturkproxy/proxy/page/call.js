import { byId, count, duration, el, fill, json, time } from './dom.js';
import { jsonCode, parameterCode, parameters, xmlCode } from './code.js';
import { marks, outcome } from './marks.js';
import { go, place } from './place.js';

/** One call: what it was, and its four legs side by side. */

const article = byId('call');
let shown = '';
let shownSearch = '';
let asking = new AbortController();

/** Shows the call of this place, or none. */
export async function showCall(now, focus) {
  if (now.call === shown && now.text === shownSearch) {
    return;
  }
  asking.abort();
  asking = new AbortController();
  const changed = now.call !== shown;
  shown = now.call;
  shownSearch = now.text;
  document.body.classList.toggle('with-call', Boolean(shown));
  article.hidden = !shown;
  if (!shown) {
    fill(article);
    return;
  }
  try {
    const record = await json(`/api/calls/${encodeURIComponent(shown)}`, asking.signal);
    fill(article, ...parts(record, now.text));
    connect();
  } catch (e) {
    if (e.name === 'AbortError') {
      return;
    }
    fill(article, heading('This call cannot be shown'), el('p', { class: 'note' }, e.message, ' ',
      'Without a store only the newest calls are kept; see trafficLog.store.'));
  }
  if (changed && focus) {
    byId('call-title').focus({ preventScroll: true });
    article.scrollIntoView({ block: 'nearest' });
  }
}

function heading(...what) {
  return el('header', {},
    el('h2', { id: 'call-title', tabindex: '-1' }, what),
    el('button', { type: 'button', id: 'close', onclick: close }, 'Close'));
}

/** Closes the call; the keyboard goes on in the list. */
export function close() {
  const row = byId('rows').querySelector('a[aria-current]');
  go({ call: '' });
  (row ?? byId('list')).focus();
}

article.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    close();
  }
});

function parts(record, search) {
  const modern = record.transport === 'MODERN';
  const legs = record.modern ?? [];
  return [
    heading(record.operation ?? 'Not understood', ' ', ...marks(record, (record.warnings ?? []).map(w => w.text))),
    facts(record),
    warnings(record),
    el('p', { class: 'note' }, 'A dotted line is below values that stand in more than one of the four; point at one to'
      + ' see where. [not shown] and # stand for what the traffic log does not show.'),
    el('div', { class: 'legs' },
      leg(1, modern ? 'Modern request, as it came' : 'Legacy request', received(record, search)),
      leg(2, modern ? 'Modern request, passed on' : `Modern request${legs.length > 1 ? 's' : ''}`, legs.length ? legs.map((one, i) =>
        request(one, i, legs.length, search)) : none(record)),
      leg(3, modern ? 'Modern answer' : `Modern answer${legs.length > 1 ? 's' : ''}`, legs.length ? legs.map((one, i) =>
        answer(one, i, legs.length, search)) : none(record)),
      leg(4, modern ? 'Answer, as it went back' : 'Legacy answer', [
        el('p', { class: 'line' }, `HTTP ${record.status}`, record.error ? `, ${record.error}` : ''),
        ...(record.answer ? [answered(record.answer, search)] : []),
      ])),
  ];
}

function facts(record) {
  const list = [
    ['Time', time(record.time, true, true)],
    ['Outcome', outcome(record)],
    ['Caller', record.caller ?? 'none named'],
    ['From', [record.client, record.userAgent ? ` · ${record.userAgent}` : '']],
    ['Environment', record.environment],
    ['Took', duration(record.micros)],
    ['Cost', count(record.calls, 'modern call') + (record.retries ? `, ${count(record.retries, 'retry', 'retries')}` : '')],
    ['Request id', el('code', {}, record.requestId)],
  ];
  return el('dl', { class: 'facts' }, list.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function warnings(record) {
  const list = record.warnings ?? [];
  return list.length === 0 ? null : el('div', { class: 'warnings' }, el('h3', {}, 'To know'),
    el('ul', {}, list.map(one => el('li', {}, el('b', {}, one.parameter), `: ${one.text}`))));
}

function leg(number, title, body) {
  return el('div', { class: 'leg' },
    el('h3', { id: `leg-${number}` }, el('span', { class: 'step', 'aria-hidden': 'true' }, String(number)), title),
    el('div', { class: 'body', tabindex: '0', role: 'region', 'aria-labelledby': `leg-${number}`, 'data-leg': String(number) }, body));
}

function none(record) {
  return el('p', { class: 'note' }, record.outcome === 'ok' ? 'None: the proxy answered by itself.'
    : 'None: the call was refused before.');
}

function received(record, search) {
  const line = el('p', { class: 'line' }, record.transport === 'MODERN'
    ? `POST, X-Amz-Target: …${record.operation ?? ''}`
    : `${record.method} · ${record.transport} · ${record.version ?? 'no version'}`);
  const requests = record.requests ?? [];
  if (requests.length === 0) {
    return [line, el('p', { class: 'note' }, 'Its parameters were not read, because an earlier check refused it.')];
  }
  if (record.transport === 'MODERN') {
    return [line, ...requests.map(one => jsonCode(one, search))];
  }
  const named = requests.length === 1
    ? parameters(requests[0]) : requests.flatMap((one, i) => parameters(one, `Request.${i + 1}.`));
  return [line, parameterCode([['Operation', record.operation ?? ''], ...named], search)];
}

function request(one, i, all, search) {
  return step(one, i, all, [jsonCode(one.body, search)], one.attempts > 1 ? `sent ${one.attempts} times` : '');
}

function answer(one, i, all, search) {
  const said = one.outcome === 'success'
    ? jsonCode(one.answer, search)
    : jsonCode({ __type: one.type, Message: one.message, TurkErrorCode: one.turkErrorCode }, search);
  const word = { success: 'success', refused: 'refused', notExecuted: 'not carried out', unknown: 'no answer: outcome unknown' };
  return step(one, i, all, [said], `${word[one.outcome] ?? one.outcome}, ${duration(one.micros)}`);
}

/** Of many modern calls, the first ones are open. */
function step(one, i, all, body, note) {
  const title = [el('b', {}, one.operation), all > 1 ? ` ${i + 1} of ${all}` : '', note ? `, ${note}` : ''];
  return all <= 3
    ? el('div', { class: 'step-body' }, el('p', { class: 'line' }, title), body)
    : el('details', { class: 'step-body', open: i < 2 }, el('summary', {}, title), body);
}

function answered(text, search) {
  if (text.trimStart().startsWith('{')) {
    try {
      return jsonCode(JSON.parse(text), search);
    } catch {
      // Cut off, or not JSON: as it is.
    }
  }
  return xmlCode(text, search);
}

/** Finds values that stand in several legs. */
function connect() {
  const places = new Map();
  for (const span of article.querySelectorAll('.legs .value')) {
    const text = span.dataset.value.trim();
    if (text.length >= 4 && text.length <= 100 && !['true', 'false', 'null', '[not shown]'].includes(text)) {
      places.set(text, [...(places.get(text) ?? []), span]);
    }
  }
  for (const spans of places.values()) {
    if (new Set(spans.map(span => span.closest('.body').dataset.leg)).size < 2) {
      continue;
    }
    const show = on => () => spans.forEach(span => span.classList.toggle('same', on));
    spans.forEach(span => {
      span.classList.add('shared');
      span.addEventListener('pointerenter', show(true));
      span.addEventListener('pointerleave', show(false));
    });
  }
}
