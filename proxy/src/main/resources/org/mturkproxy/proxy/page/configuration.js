import { byId, el, fill, text } from './dom.js';

/** The configuration in use, as `mturk-proxy check` shows it: without secrets. */

const body = byId('configuration-body');

/** The columns of names and values. */
const LINE = /^(.{14}) (.*)$/;

export async function showConfiguration() {
  try {
    const lines = (await text('/config')).split('\n').filter(line => line);
    fill(body,
      el('p', { class: 'note' }, 'What holds now; secrets are never shown. What was changed in the file and is not here needs a restart, as the log says.'),
      el('dl', { class: 'settings' }, lines.map(line => {
        const [, name, value] = line.match(LINE) ?? [null, '', line];
        return el('div', {}, el('dt', {}, name.trim()), el('dd', {}, value));
      })));
  } catch (e) {
    fill(body, el('p', { class: 'note', role: 'status' }, e.message));
  }
}
