/** Makes elements. What is shown comes from clients: it only ever becomes text. */

/** An element with attributes (`class`, `onclick`, …) and children: elements, texts, or nothing. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== '') {
      element.append(child);
    }
  }
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Puts these in the place of all that is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(child => child !== undefined && child !== null));
}

/** The JSON at a path of ours; an error with a text for people otherwise. */
export async function json(path, signal) {
  let answer;
  try {
    answer = await fetch(path, { signal, headers: { Accept: 'application/json' } });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Error('mturk-proxy cannot be reached. Is it still running?');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.problem || `mturk-proxy answered with HTTP ${answer.status}.`);
  }
  return body;
}

export async function text(path) {
  try {
    return await (await fetch(path)).text();
  } catch {
    throw new Error('mturk-proxy cannot be reached. Is it still running?');
  }
}

const NUMBER = new Intl.NumberFormat('en');

export function number(value) {
  return NUMBER.format(value);
}

/** A number with what it counts. */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function duration(micros) {
  if (micros < 1000) {
    return `${micros} µs`;
  }
  return micros < 10_000_000
    ? `${NUMBER.format(Math.round(micros / 100) / 10)} ms`
    : `${NUMBER.format(Math.round(micros / 100_000) / 10)} s`;
}

/** Local time; with the date, unless it is today's. To the second, or to the millisecond. */
export function time(iso, always = false, exact = false) {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString('en-GB') + (exact ? `.${String(at.getMilliseconds()).padStart(3, '0')}` : '');
  const today = at.toDateString() === new Date().toDateString();
  const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return el('time', { datetime: iso, title: iso }, today && !always ? clock : `${day} ${clock}`);
}

/** A table: heads are texts, or {text, number: true}; rows are lists of children. */
export function table(caption, heads, rows) {
  const numeric = heads.map(head => Boolean(head.number));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, heads.map((head, i) =>
        el('th', { scope: 'col', class: numeric[i] ? 'number' : undefined }, head.text ?? head)))),
      el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, i) =>
        el(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : undefined, class: numeric[i] ? 'number' : undefined },
          cell)))))));
}
