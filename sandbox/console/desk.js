// The desk's page: shows pages and phones, presses the control desk's buttons, and follows the truth as it happens.
'use strict';

const $ = (selector) => document.querySelector(selector);
const digits = (number) => number.replace(/\D/g, '');
const KINDS = ['server_arrival', 'server_refused', 'phone_arrival', 'read', 'incoming', 'incoming_stored', 'receipt', 'marked_read', 'typing',
  'linked', 'logged_in', 'logged_out', 'disconnected', 'fault'];
const FAULTS = [
  ['Drop connection', { kind: 'drop_connection', ms: 5000 }],
  ['Freeze 10 s', { kind: 'freeze_page', ms: 10000 }],
  ['Crash page', { kind: 'crash_page' }],
  ['Lose next receipt', { kind: 'lost_receipt' }],
  ['Lose next ack', { kind: 'lost_server_ack' }],
  ['Conflict', { kind: 'conflict' }],
  ['Block 60 s', { kind: 'temporary_block', ms: 60000 }],
  ['Time lock 60 s', { kind: 'time_lock', ms: 60000 }],
  ['Log out', { kind: 'logout' }],
  ['Ban', { kind: 'ban' }],
];
const HARD = new Set(['ban', 'logout', 'crash_page']);
const MOST_ROWS = 300;

function make(kind, text, className) {
  const element = document.createElement(kind);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

let hide;
function notice(text) {
  const box = $('#notice');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => { box.hidden = true; }, 6000);
}

async function ask(method, path, body) {
  const init = { method };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  const response = await fetch(`/control/${path}`, init);
  const text = await response.text();
  const answer = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.error?.message ?? `${response.status}`);
  return answer;
}

/** Presses a button of the desk; what goes wrong is shown, and the picture is drawn anew. */
async function press(method, path, body) {
  try {
    await ask(method, path, body);
  } catch (error) {
    notice(error.message);
  }
  await refresh();
}

function button(text, act, hard) {
  const made = make('button', text, hard ? 'hard' : '');
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

function waitingCard(page, phones) {
  const card = make('li');
  card.append(make('b', `Page ${page.page}`));
  if (page.qr) {
    const code = make('img');
    code.alt = `QR code of page ${page.page}`;
    code.src = `/qr.svg?text=${encodeURIComponent(page.qr)}`;
    card.append(code);
  } else {
    card.append(make('p', 'Its codes are used up; it waits to be asked for new ones.'));
  }
  const buttons = make('div', undefined, 'buttons');
  for (const phone of phones) {
    if (page.qr) buttons.append(button(`Scan with ${phone.name}`, () => press('POST', `phones/${digits(phone.number)}/scan`, { page: page.page })));
  }
  if (page.pairing_code) {
    const phone = page.pairing_phone;
    card.append(make('p', `Pairing code ${page.pairing_code} for ${phone}`));
    buttons.append(button(`Type the code on ${phone}`, () => press('POST', `phones/${digits(phone)}/enter-code`, { code: page.pairing_code })));
  }
  if (phones.length === 0) card.append(make('p', 'Add a phone to scan with.'));
  card.append(buttons);
  return card;
}

function stateOf(phone) {
  const words = [phone.banned ? 'banned' : ''];
  const online = phone.devices.filter((device) => device.online).length;
  words.push(`${phone.devices.length} linked, ${online} online`);
  const waiting = phone.devices.reduce((sum, device) => sum + device.waiting, 0);
  if (waiting > 0) words.push(`${waiting} waiting`);
  if (phone.blocked_until > Date.now()) words.push('blocked');
  if (phone.time_lock_until > Date.now()) words.push('time lock');
  if (phone.new_chats_left !== null) words.push(`${phone.new_chats_left} new chats left`);
  return words.filter(Boolean).join(' · ');
}

function phoneCard(phone) {
  const card = make('li');
  card.append(make('b', phone.name), make('br'), make('code', phone.number), make('p', stateOf(phone)));
  const buttons = make('div', undefined, 'buttons');
  for (const [text, fault] of FAULTS) {
    buttons.append(button(text, () => press('POST', 'faults', { ...fault, account: phone.number }), HARD.has(fault.kind)));
  }
  const more = make('details');
  more.append(make('summary', 'Make trouble'), buttons);
  more.dataset.key = phone.number;
  card.append(more);
  return card;
}

/** Redraws a list, keeping what was unfolded, and leaves it alone when nothing changed. */
const drawn = new Map();
function draw(list, data, cards, none) {
  const key = JSON.stringify(data);
  if (drawn.get(list) === key) return;
  drawn.set(list, key);
  const open = new Set([...list.querySelectorAll('details[open]')].map((details) => details.dataset.key));
  list.replaceChildren(...cards());
  if (list.children.length === 0) list.append(make('li', none, 'none'));
  for (const details of list.querySelectorAll('details')) details.open = open.has(details.dataset.key);
}

const LINK = /https?:\/\/[^\s<>"]+/g;

/** The plain text with its links to click: made of nodes, so nothing in it is taken for markup. */
function plainText(text) {
  const box = make('pre');
  let from = 0;
  for (const { 0: address, index } of text.matchAll(LINK)) {
    box.append(text.slice(from, index), Object.assign(make('a', address), { href: address, target: '_blank', rel: 'noopener' }));
    from = index + address.length;
  }
  box.append(text.slice(from));
  return box;
}

function emailCard(email) {
  const card = make('li');
  const details = make('details');
  details.dataset.key = `email-${email.id}`;
  const summary = make('summary');
  summary.append(make('b', email.subject), ` · to ${email.to.join(', ')} · ${new Date(email.at_ms).toLocaleTimeString()}`);
  const html = make('details');
  html.dataset.key = `html-${email.id}`;
  html.append(make('summary', 'As HTML'));
  // The page it shows forbids itself scripts, forms and everything from elsewhere.
  html.addEventListener('toggle', () => {
    if (html.open && !html.querySelector('iframe')) {
      const frame = Object.assign(make('iframe'), { title: `HTML of “${email.subject}”`, src: `/emails/${email.id}/html` });
      frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
      html.append(frame);
    }
  });
  details.append(summary, plainText(email.text), html);
  card.append(details);
  return card;
}

async function refresh() {
  try {
    const [health, pages, phones, emails, smtp] = await Promise.all(['health', 'pages', 'phones', 'emails', 'smtp'].map((path) => ask('GET', path)));
    $('#health').textContent = `seed ${health.seed} · time ×${health.time_scale} · ${health.pages} pages · ${health.truth} entries`;
    const waiting = pages.filter((page) => page.state === 'scan');
    const names = phones.map(({ number, name }) => ({ number, name }));
    draw($('#waiting'), [waiting, names], () => waiting.map((page) => waitingCard(page, phones)), 'None. Open /web in a browser, or connect a session in Siar.');
    draw($('#phones'), phones, () => phones.map(phoneCard), 'None yet. Add one above.');
    draw($('#emails'), emails, () => emails.map(emailCard), 'None yet. Siar sends one when somebody signs up.');
    if (document.activeElement !== $('#smtp')) $('#smtp').value = smtp.fault ?? '';
    const select = $('#say select');
    if (select.dataset.key !== JSON.stringify(names)) {
      const chosen = select.value;
      select.dataset.key = JSON.stringify(names);
      select.replaceChildren(...names.map(({ number, name }) => Object.assign(make('option', `${name} ${number}`), { value: number })));
      if (chosen) select.value = chosen;
    }
  } catch (error) {
    $('#health').textContent = `not reached: ${error.message}`;
  }
}

function describe(entry) {
  const { seq, at_ms, account, person, kind, ...rest } = entry;
  return Object.entries(rest).map(([name, value]) => (name === 'body' ? `“${value}”` : `${name} ${value}`)).join(' · ');
}

function row(entry) {
  const line = make('tr', undefined, entry.dropped_as_duplicate || entry.kind === 'fault' || entry.kind === 'server_refused' ? 'bad' : '');
  const time = new Date(entry.at_ms).toLocaleTimeString();
  for (const text of [entry.seq, time, entry.kind.replaceAll('_', ' '), entry.account ?? '', entry.person ?? '', describe(entry)]) {
    line.append(make('td', text));
  }
  return line;
}

let stream;
async function follow() {
  stream?.close();
  const body = $('#truth');
  body.replaceChildren();
  const kind = $('#kind').value;
  const { truth } = await ask('GET', 'health');
  const after = Math.max(0, truth - MOST_ROWS);
  stream = new EventSource(`/control/truth/stream?after=${after}${kind ? `&kind=${kind}` : ''}`);
  stream.onmessage = (event) => {
    body.prepend(row(JSON.parse(event.data)));
    while (body.children.length > MOST_ROWS) body.lastChild.remove();
  };
  // The browser would begin again from the same place and show rows twice.
  stream.onerror = () => {
    stream.close();
    setTimeout(() => void follow().catch(() => stream.onerror()), 2000);
  };
}

$('#new-phone').addEventListener('submit', (event) => {
  event.preventDefault();
  const { number, name } = Object.fromEntries(new FormData(event.target));
  void press('POST', 'phones', { number, name: name === '' ? null : name });
});
$('#say').addEventListener('submit', (event) => {
  event.preventDefault();
  const { from, to, body } = Object.fromEntries(new FormData(event.target));
  void press('POST', `people/${digits(from)}/say`, { to, body });
});
$('#say [data-body]').addEventListener('click', () => {
  const form = $('#say');
  form.elements.body.value = 'STOP';
  form.requestSubmit();
});
$('#person').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target.elements;
  void press('PUT', `people/${digits(form.number.value)}`, {
    has_whatsapp: form.has_whatsapp.checked,
    delivers: form.delivers.checked,
    reads: Number(form.reads.value),
    replies: Number(form.replies.value),
    opts_out: Number(form.opts_out.value),
  });
});
$('#heal').addEventListener('click', () => void press('DELETE', 'faults'));
$('#smtp').addEventListener('change', (event) => void press('PUT', 'smtp', { fault: event.target.value || null }));
$('#clear-emails').addEventListener('click', () => void press('DELETE', 'emails'));
$('#kind').append(...KINDS.map((kind) => Object.assign(make('option', kind.replaceAll('_', ' ')), { value: kind })));
$('#kind').addEventListener('change', () => void follow());

void refresh();
setInterval(() => void refresh(), 1500);
void follow();
