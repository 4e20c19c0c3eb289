// Everything here is an extra: each page is complete without it. No request, no storage, no cookie.
(() => {
  const doc = document, root = doc.documentElement, locale = root.lang;
  const all = (selector, from = doc) => [...from.querySelectorAll(selector)];

  // Leave. Blank first: the next page may be slow. replace(): Back must not bring this page up again.
  const exit = doc.querySelector('.leave');
  let left = false;
  const leave = () => {
    left = root.hidden = true;
    doc.title = '\u200b';
    location.replace(exit.href);
  };
  if (exit) {
    let shifts = 0, last = 0;
    all('.leave').forEach(a => a.addEventListener('click', e => { e.preventDefault(); leave(); }));
    addEventListener('keydown', e => {
      if (e.repeat) return;
      // Any other key starts the count again, so that typing capitals never leaves.
      if (e.key !== 'Shift') { shifts = 0; return; }
      shifts = e.timeStamp - last < 5000 ? shifts + 1 : 1;
      last = e.timeStamp;
      if (shifts > 2) leave();
    });
    // A page kept by the browser comes back as it was left: leave again.
    addEventListener('pageshow', e => { if (e.persisted && left) leave(); });
  }

  // Language menu: Escape and a press elsewhere close it.
  all('details.langs').forEach(menu => {
    menu.addEventListener('keydown', e => {
      if (e.key === 'Escape' && menu.open) { menu.open = false; menu.firstElementChild.focus(); }
    });
    addEventListener('click', e => { if (!menu.contains(e.target)) menu.open = false; });
    menu.addEventListener('focusout', e => { if (e.relatedTarget && !menu.contains(e.relatedTarget)) menu.open = false; });
  });

  // Opening hours, reckoned on the wall clock of the service's own zone: daylight saving is the zone's affair.
  const digits = `${locale}-u-nu-latn-hc-h23`; // as the hours are printed
  const pad = n => String(n).padStart(2, '0');
  // 1 January 2024 was a Monday, so day 1..7 of that month has ISO weekday 1..7.
  const wall = (day, minute, options) =>
    new Intl.DateTimeFormat(digits, { ...options, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day, 0, minute));
  const hours = el => {
    const { tz, open, opens, opensToday, holiday, closed = holiday, always, holidays = '' } = el.dataset;
    const parts = {};
    new Intl.DateTimeFormat('en', {
      timeZone: tz, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    }).formatToParts(Date.now()).forEach(p => { parts[p.type] = +p.value; });
    const today = Date.UTC(parts.year, parts.month - 1, parts.day), minute = parts.hour * 60 + parts.minute;
    const weekday = n => (new Date(today + n * 864e5).getUTCDay() + 6) % 7 + 1;
    const feast = n => {
      const d = new Date(today + n * 864e5);
      return holidays.split(' ').includes(`${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`);
    };
    const spans = JSON.parse(el.dataset.hours);
    const time = m => wall(1, m, { hour: '2-digit', minute: '2-digit' });
    // Day and night means holidays too, unless the hours say that it is closed on them.
    if (closed === holiday && spans.length === 7 && spans.every(([, from, to]) => from === 0 && to === 1440)) return [always, true];
    if (feast(0)) return [closed, false];
    for (const [day, from, to] of spans) {
      for (const n of [0, -1]) { // -1: opened yesterday, runs past midnight
        if (day !== weekday(n) || minute - n * 1440 < from || minute - n * 1440 >= to) continue;
        // A span that touches a holiday is never called open.
        return feast(n) || (to > 1440 && feast(n + 1)) ? [holiday, false] : [open.replace('TIME', time(to)), true];
      }
    }
    for (let n = 0; n < 15; n++) {
      if (feast(n)) continue;
      const starts = spans.filter(([day, from]) => day === weekday(n) && (n || from > minute)).map(s => s[1]);
      if (!starts.length) continue;
      const from = Math.min(...starts);
      if (!n) return [opensToday.replace('TIME', time(from)), false];
      // A bare weekday more than six days off would be read as this week's.
      const day = n < 7 ? wall(weekday(n), 0, { weekday: 'long' })
        : new Intl.DateTimeFormat(digits, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(today + n * 864e5);
      return [opens.replace('DAY', day).replace('TIME', time(from)), false];
    }
    return ['', false];
  };
  const tick = () => all('[data-hours]').forEach(el => {
    const now = el.querySelector('.hours__now');
    let state = ['', false];
    try { state = hours(el); } catch { /* unknown zone: the printed hours stand */ }
    if (now.textContent === state[0]) return;
    now.textContent = '';
    if (state[0]) now.appendChild(doc.createElement('span')).textContent = state[0];
    now.classList.toggle('hours__now--shut', !state[1]);
  });
  if (doc.querySelector('[data-hours]')) {
    tick();
    setTimeout(() => { tick(); setInterval(tick, 6e4); }, 6e4 - Date.now() % 6e4);
    doc.addEventListener('visibilitychange', tick);
  }

  // What people call a country beside its name, folded as below. A part of a country leads to the country.
  const CALLED = {
    gb: 'uk england scotland wales britain greatbritain northernireland grossbritannien schottland angleterre ecosse grandebretagne inglaterra escocia granbretana بريطانيا انجلترا 英国',
    us: 'usa america amerika amerique etatsunis eeuu امريكا 米国', ae: 'uae vae eau', nl: 'holland hollande holanda', tr: 'turkey',
    cz: 'czechrepublic tschechischerepublik republiquetcheque republicacheca', ci: 'ivorycoast elfenbeinkuste', mm: 'burma birma',
    sz: 'swaziland', cd: 'drc rdc', cv: 'capeverde', kr: 'republicofkorea', va: 'vatican', tl: 'easttimor', jp: 'ニホン ニッポン',
  };

  // Finder. Names are compared without case, accents, spaces and marks; hiragana as katakana.
  const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[ßøłđıæœə]/g, c => ({ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ə: 'a' })[c])
    .replace(/[ة]/g, 'ه').replace(/[ىی]/g, 'ي').replace(/ک/g, 'ك')
    .replace(/[\u3041-\u3096]/g, c => String.fromCharCode(c.charCodeAt(0) + 96))
    .replace(/[^\p{L}\p{N}]/gu, '');
  // Damerau-Levenshtein distance from query to the nearest beginning of name.
  const slips = (query, name) => {
    let before, row = [...Array(name.length + 1).keys()];
    for (let i = 1; i <= query.length; i++) {
      const next = [i];
      for (let j = 1; j <= name.length; j++) {
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (query[i - 1] !== name[j - 1]));
        if (i > 1 && j > 1 && query[i - 1] === name[j - 2] && query[i - 2] === name[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return Math.min(...row);
  };
  all('template.finder-template').forEach(template => {
    const box = template.parentNode;
    box.prepend(template.content);
    const input = box.querySelector('input'), list = box.querySelector('[role=listbox]');
    const status = box.querySelector('[role=status]'), none = box.querySelector('.finder__none');
    let places, shown = [], active = -1;

    // The names stand in columns, one a language, in the order of the links; an empty field repeats another one.
    const load = () => {
      places = all('.places a').map(a => ({
        a, code: a.pathname.split('/').filter(Boolean).pop(), names: [{ text: a.firstChild.data, lang: '' }],
      }));
      all('template[data-names]').forEach(t => t.content.textContent.trim().split('|').forEach((text, i) => {
        if (text && places[i]) text.split(';').forEach(name => places[i].names.push({ text: name, lang: t.dataset.names }));
      }));
      places.forEach(p => p.names.forEach(n => {
        const words = n.text.split(/[\s\-()]+/);
        n.keys = words.map((_, i) => fold(words.slice(i).join(''))).filter(Boolean);
      }));
      places.forEach(p => (CALLED[p.code] || '').split(' ').filter(Boolean).forEach(name => p.names.push({ text: '', keys: [name] })));
    };
    // 0 code, 1 whole name, 2 its beginning, 3 the beginning of a word, 4 within, 5 and more with slips.
    const rank = (q, place) => {
      let best = [place.code === q ? 0 : 9, place.names[0]];
      const allowed = q.length < 4 ? 0 : q.length < 8 ? 1 : 2;
      for (const n of place.names) {
        n.keys.forEach((key, i) => {
          let r = key === q && !i ? 1 : key.startsWith(q) ? (i ? 3 : 2) : !i && (q.length > 3 || /[^a-z]/.test(q)) && key.includes(q) ? 4 : 9;
          if (r === 9 && allowed) {
            const d = slips(q, key);
            if (d <= allowed) r = 4 + d + (i ? .5 : 0) + Math.abs(key.length - q.length) / 100; // the nearest in length first
          }
          if (r < best[0]) best = [r, n];
        });
      }
      return { place, rank: best[0], name: best[1] };
    };
    // The matched part, found by folding ever longer beginnings of the name from each of its words.
    const emphasise = (el, text, q) => {
      const starts = [0, ...[...text.matchAll(/[\s\-(]+/g)].map(m => m.index + m[0].length)];
      for (const s of starts) {
        for (let e = s + 1; e <= text.length; e++) {
          const part = fold(text.slice(s, e));
          if (part === q) {
            el.append(text.slice(0, s));
            el.appendChild(doc.createElement('mark')).textContent = text.slice(s, e);
            el.append(text.slice(e));
            return;
          }
          if (part.length > q.length) break;
        }
      }
      el.append(text);
    };
    const select = i => {
      active = i;
      [...list.children].forEach((li, k) => li.setAttribute('aria-selected', k === i));
      if (i < 0) input.removeAttribute('aria-activedescendant');
      else { input.setAttribute('aria-activedescendant', list.children[i].id); list.children[i].scrollIntoView({ block: 'nearest' }); }
    };
    const show = yes => { list.hidden = !yes; input.setAttribute('aria-expanded', yes); if (!yes) select(-1); };
    const update = () => {
      if (!places) load();
      const q = fold(input.value);
      shown = q ? places.map(p => rank(q, p)).filter(r => r.rank < 9).sort((a, b) => a.rank - b.rank) : [];
      // Slips only when nothing fits without them.
      if (shown.length && shown[0].rank < 5) shown = shown.filter(r => r.rank < 5);
      shown = shown.slice(0, 7);
      list.textContent = '';
      shown.forEach(({ place, name }, i) => {
        const li = list.appendChild(doc.createElement('li'));
        li.id = `${list.id}-${i}`;
        li.className = 'finder__option';
        li.setAttribute('role', 'option');
        const own = li.appendChild(doc.createElement('span'));
        if (name === place.names[0] || !name.text) emphasise(own, place.names[0].text, q);
        else {
          own.textContent = place.names[0].text;
          const other = li.appendChild(doc.createElement('small')).appendChild(doc.createElement('bdi'));
          if (name.lang) other.lang = name.lang;
          emphasise(other, name.text, q);
        }
        li.addEventListener('pointerdown', e => e.preventDefault()); // the field keeps its focus
        li.addEventListener('click', () => { location.href = place.a.href; });
      });
      show(shown.length > 0);
      none.hidden = !q || shown.length > 0;
      // Said after a pause, or a screen reader would speak over each letter.
      clearTimeout(update.timer);
      update.timer = setTimeout(() => { status.textContent = q ? status.dataset.count.replace('COUNT', shown.length.toLocaleString(locale)) : ''; }, 400);
    };
    input.addEventListener('input', e => { if (!e.isComposing) update(); });
    input.addEventListener('compositionend', update);
    input.addEventListener('blur', () => show(false));
    input.addEventListener('keydown', e => {
      if (e.isComposing) return;
      const n = shown.length;
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
        e.preventDefault();
        if (!n) return;
        show(true);
        select(e.key === 'ArrowDown' ? (active + 1) % n : (active < 1 ? n : active) - 1);
      } else if (e.key === 'Enter' && n) {
        e.preventDefault();
        location.href = shown[Math.max(active, 0)].place.a.href;
      } else if (e.key === 'Escape') {
        if (list.hidden) { input.value = ''; update(); } else show(false);
      }
    });
  });
})();
