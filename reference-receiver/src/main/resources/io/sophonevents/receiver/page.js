'use strict';

// Asks for the newest events, then is told of each that comes after them; while nobody tells, it asks
// every second. Everything that an event says goes into the page as text, never as HTML.

const EVERY_MILLIS = 1000;
const TIMEOUT_MILLIS = 5000;
const LISTEN_AGAIN_MILLIS = 10000;
const CHECK_MILLIS = 15000; // a connection that is dead, but not ended, tells nothing
const GATHER_MILLIS = 100;
const FIRST_ROWS = 50;
const MAX_ROWS = 200;

const KINDS = {
  'real-time': 'real time',
  'history': 'history',
  'access-record': 'access record',
  'stream': 'stream',
  'stream-subscription': 'subscription',
  'access-record-answer': 'answer',
};
const PERSON_TYPES = {2: ['visitor', 'good'], 3: ['blacklist', 'bad'], 5: ['VIP', 'good']};

const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const calendar = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric'});

const list = document.getElementById('events');
const state = document.getElementById('state');
const login = document.getElementById('login');
const token = document.getElementById('token');
const refused = document.getElementById('refused');
const template = document.getElementById('row').content.firstElementChild;

let newest = 0;
let timer = 0;
let asking = false;
let source = null;
let listenAt = 0;
let told = [];

function picture(event, role, figure, absent) {
  const link = figure.querySelector('a');
  if (!(event.pictures || []).includes(role)) {
    link.textContent = absent;
    return;
  }
  const image = document.createElement('img');
  image.loading = 'lazy';
  image.alt = role + ' picture';
  image.src = '/api/events/' + event.id + '/pictures/' + role;
  image.addEventListener('error', () => {
    link.removeAttribute('href');
    link.textContent = 'not readable';
  });
  link.href = image.src;
  link.append(image);
}

function tag(text, look) {
  const span = document.createElement('span');
  span.textContent = text;
  if (look) {
    span.className = look;
  }
  return span;
}

/** As it was sent, cut to four places: whether 1 or 100 is the most, only the box knows. */
function showScore(element, score) {
  if (score === undefined) {
    return;
  }
  const sent = String(score);
  element.textContent = /\.\d{5}/.test(sent) ? score.toFixed(4) : sent;
  element.title = 'score as sent: ' + sent;
  element.append(caption('score'));
}

function showTime(element, event) {
  const sent = event.time || event.receivedAt;
  const when = new Date(sent);
  element.dateTime = sent;
  element.title = 'received ' + new Date(event.receivedAt).toLocaleString();
  if (Number.isNaN(when.getTime())) {
    element.textContent = sent;
    return;
  }
  element.textContent = clock.format(when);
  element.append(caption(calendar.format(when)));
}

function caption(text) {
  const small = document.createElement('small');
  small.textContent = text;
  return small;
}

function row(event) {
  const item = template.cloneNode(true);
  const part = name => item.querySelector('.' + name);
  const seen = event.identityId !== undefined;

  if (event.stranger) {
    item.classList.add('stranger');
    part('name').textContent = 'Stranger';
  } else if (seen) {
    part('name').textContent = event.name || 'no name';
  } else {
    item.classList.add('nobody');
    part('name').textContent =
        event.path === '/DeviceStatus' ? 'Device status' : 'A message without a person';
  }
  part('name').title = event.identityId ? 'identity ' + event.identityId : '';
  part('where').textContent = event.device || event.path;
  part('where').title = part('where').textContent;

  const tags = part('tags');
  if (event.kind !== 'unknown') {
    tags.append(tag(KINDS[event.kind] || event.kind));
  } else if (event.path !== '/DeviceStatus') {
    tags.append(tag('unknown kind', 'warn'));
  }
  const type = PERSON_TYPES[event.personType];
  if (type) {
    tags.append(tag(type[0], type[1]));
  }

  showScore(part('score'), event.score);
  showTime(item.querySelector('time'), event);
  if (seen) {
    picture(event, 'face', part('face'), 'not sent');
    picture(event, 'registered', part('registered'), event.stranger ? 'not in the gallery' : 'not sent');
    picture(event, 'scene', part('scene'), 'not sent');
  } else {
    part('pictures').hidden = true;
    part('scene').remove();
  }
  return item;
}

function show(events, first) {
  const rows = events.map(row);
  if (!first) {
    rows.forEach(item => item.classList.add('new'));
  }
  list.prepend(...rows);
  while (list.childElementCount > MAX_ROWS) {
    list.lastElementChild.remove();
  }
  const shown = list.childElementCount;
  document.getElementById('empty').hidden = shown > 0;
  document.getElementById('more').hidden = shown < (first ? FIRST_ROWS : MAX_ROWS);
  document.getElementById('count').textContent =
      shown === 0 ? '' : shown === 1 ? '1 event' : 'newest ' + shown;
}

function setState(look, text) {
  if (state.textContent !== text) {
    state.className = look;
    state.textContent = text;
  }
}

async function ask() {
  if (asking) {
    return;
  }
  asking = true;
  clearTimeout(timer);
  const control = new AbortController();
  const limit = setTimeout(() => control.abort(), TIMEOUT_MILLIS);
  try {
    const query = '?after=' + newest + '&limit=' + (newest === 0 ? FIRST_ROWS : MAX_ROWS);
    const response = await fetch('/api/events' + query, {signal: control.signal, cache: 'no-store'});
    if (response.status === 401) {
      askForToken();
      return;
    }
    if (!response.ok) {
      throw new Error('status ' + response.status);
    }
    login.hidden = true;
    const answer = await response.json();
    if (answer.newest < newest) { // the receiver was started anew, on another folder
      list.replaceChildren();
      newest = 0;
      stopListening();
    } else {
      show(answer.events.filter(event => event.id > newest), newest === 0);
      newest = Math.max(newest, ...answer.events.map(event => event.id));
      listen();
    }
    setState('live', 'live');
  } catch (problem) {
    stopListening();
    setState('lost', 'disconnected, trying again');
  } finally {
    clearTimeout(limit);
    asking = false;
    if (!login.hidden) {
      stopListening();
      setState('waiting', 'log in');
    } else if (document.hidden) {
      stopListening();
      setState('waiting', 'paused');
    } else {
      timer = setTimeout(ask, isListening() ? CHECK_MILLIS : EVERY_MILLIS);
    }
  }
}

/** Until somebody has logged in nothing is asked, and nothing of before is shown. */
function askForToken() {
  if (login.hidden) {
    login.hidden = false;
    list.replaceChildren();
    newest = 0;
    for (const id of ['empty', 'more']) {
      document.getElementById(id).hidden = true;
    }
    document.getElementById('count').textContent = '';
    token.focus();
  }
}

async function logIn(submitted) {
  submitted.preventDefault();
  refused.textContent = '';
  try {
    const response = await fetch('/session', {
      method: 'POST',
      body: new URLSearchParams({token: token.value.trim()}),
    });
    if (response.ok) {
      token.value = '';
      login.hidden = true;
      ask();
    } else if (response.status === 429) {
      refused.textContent = 'Too many attempts; try again in '
          + response.headers.get('Retry-After') + ' s.';
    } else {
      refused.textContent = 'That is not the reader token.';
    }
  } catch (problem) {
    refused.textContent = 'The receiver does not answer.';
  }
}

function isListening() {
  return source !== null && source.readyState === EventSource.OPEN;
}

function listen() {
  if (source !== null || Date.now() < listenAt) {
    return;
  }
  listenAt = Date.now() + LISTEN_AGAIN_MILLIS;
  source = new EventSource('/api/events/stream?unnamed=true&after=' + newest);
  source.addEventListener('open', ask); // what came meanwhile, and whether it is the same folder
  source.addEventListener('message', message => {
    if (told.push(JSON.parse(message.data)) === 1) {
      setTimeout(showTold, GATHER_MILLIS);
    }
    told.splice(0, told.length - MAX_ROWS);
  });
  source.addEventListener('error', () => {
    if (source !== null && source.readyState === EventSource.CLOSED) {
      stopListening(); // it will not come back by itself
    }
    ask();
  });
}

function stopListening() {
  if (source !== null) {
    source.close();
    source = null;
  }
}

/** What came close together is shown together. */
function showTold() {
  const events = told.filter(event => event.id > newest).reverse();
  told = [];
  if (events.length > 0) {
    show(events, newest === 0);
    newest = events[0].id;
  }
}

function explain() {
  const origin = location.origin;
  document.getElementById('example').textContent = [
    'curl ' + origin + '/RealTimeEvent --data \'{',
    '  "identity_id": "1001", "identity_name": "Tom",',
    '  "timestamp": ' + Date.now() + ', "score": 0.78,',
    '  "ext_data": {"device_ip": "192.168.1.25", "person_type": 1}}\'',
  ].join('\n');
  document.getElementById('reach').hidden =
      !/^(localhost|127\..*|\[::1\])$/.test(location.hostname);
  const addresses = document.getElementById('addresses');
  for (const [path, text] of [
    ['/RealTimeEvent', 'matches, as they happen'],
    ['/HistoryEvent', 'all recognitions, in batches'],
    ['/DeviceStatus', 'what a box says of itself'],
    ['/EventServer/api/AccessRecord', 'passages, from a platform'],
  ]) {
    const term = document.createElement('dt');
    term.textContent = origin + path;
    const description = document.createElement('dd');
    description.textContent = text;
    addresses.append(term, description);
  }
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && login.hidden) {
    ask();
  }
});
login.addEventListener('submit', logIn);
explain();
ask();
