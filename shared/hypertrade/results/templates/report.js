'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('report-data').textContent);
  const make = (name, text, kind) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  const fixed = (value, digits, signed) => {
    const text = Math.abs(value).toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
    if (!/[1-9]/.test(text)) return text;
    return (value < 0 ? '−' : signed ? '+' : '') + text;
  };
  const loose = (value, digits, signed) => {
    const text = fixed(value, digits, signed);
    return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  };
  const percent = (value) => fixed(value * 100, 2, true) + '%';
  const digitsOf = (value) => Math.min(12, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value) || 1))));
  const money = (value, signed) =>
    data.whole ? fixed(value, 2, signed) : loose(value, Math.abs(value) < 1 ? 8 : 4, signed);
  const when = (minutes) => new Date(minutes * 60000).toISOString().slice(0, 16).replace('T', ' ');
  const lasting = (minutes) => {
    const days = Math.floor(minutes / 1440), hours = Math.floor((minutes % 1440) / 60), left = minutes % 60;
    if (days) return hours ? `${days.toLocaleString('en-US')} d ${hours} h` : `${days.toLocaleString('en-US')} d`;
    if (hours) return left ? `${hours} h ${String(left).padStart(2, '0')} min` : `${hours} h`;
    return `${left} min`;
  };

  const theme = byId('theme');
  const dark = () => document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const nameTheme = () => { theme.textContent = dark() ? 'Light' : 'Dark'; };
  theme.hidden = false;
  nameTheme();
  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    nameTheme();
  });

  const days = data.days;
  const dayName = (at) => at === 0 ? 'Start' : new Date((days.first + at - 1) * 86400000).toISOString().slice(0, 10);
  document.querySelectorAll('.plot[data-days]').forEach((plot) => {
    const cursor = make('div', undefined, 'cursor'), tip = make('div', undefined, 'tip');
    cursor.hidden = tip.hidden = true;
    plot.append(cursor, tip);
    plot.addEventListener('pointermove', (event) => {
      const box = plot.getBoundingClientRect(), last = days.equity.length - 1;
      const at = Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * last);
      const share = last ? at / last : 0;
      cursor.hidden = tip.hidden = false;
      cursor.style.left = share * 100 + '%';
      tip.style.left = share > 0.5 ? 'auto' : `calc(${share * 100}% + 10px)`;
      tip.style.right = share > 0.5 ? `calc(${(1 - share) * 100}% + 10px)` : 'auto';
      tip.replaceChildren(make('b', dayName(at)), make('div', `Strategy ${money(days.equity[at])} ${data.currency}`));
      if (days.market[at] != null) tip.append(make('div', `Buy and hold ${money(days.market[at])} ${data.currency}`));
      tip.append(make('div', `Drawdown ${fixed(days.fall[at] * 100, 2)}%`));
    });
    plot.addEventListener('pointerleave', () => { cursor.hidden = tip.hidden = true; });
  });

  const body = byId('trades-body');
  if (!body) return;
  const PAGE = 25;
  const rows = data.trades.map((row, at) => ({
    at, pair: data.pairs[row[0]], side: (row[1] < 0 ? 'short' : 'long'), leverage: Math.abs(row[1]), open: row[2],
    close: row[2] + row[3], held: row[3], openRate: row[4], closeRate: row[5], stake: row[6], profit: row[7],
    ratio: row[8], tag: data.tags[row[9]], reason: data.reasons[row[10]], orders: row[11],
  }));
  let shown = rows, page = 0, key = 'at', down = false;
  const words = {
    pair: (row) => row.pair,
    side: (row) => row.leverage === 1 ? row.side : `${row.side} ${row.leverage}×`,
    open: (row) => when(row.open),
    close: (row) => when(row.close),
    held: (row) => lasting(row.held),
    openRate: (row) => loose(row.openRate, digitsOf(row.openRate)),
    closeRate: (row) => loose(row.closeRate, digitsOf(row.closeRate)),
    stake: (row) => money(row.stake),
    ratio: (row) => percent(row.ratio),
    profit: (row) => money(row.profit, true),
    tag: (row) => row.tag || '–',
    reason: (row) => row.reason,
    orders: (row) => String(row.orders),
  };
  const heads = [...document.querySelectorAll('#trades-table thead th')];
  const columns = heads.map((head) => [head.dataset.key, head.className]);
  const cells = (row) => columns.map(([name, kind]) => {
    const cell = make(name === 'pair' ? 'th' : 'td', words[name](row), kind);
    if (name === 'pair') cell.scope = 'row';
    if (name === 'ratio' || name === 'profit') cell.className = row.profit > 0 ? 'gain' : row.profit < 0 ? 'loss' : '';
    return cell;
  });
  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const from = page * PAGE, to = Math.min(from + PAGE, shown.length);
    body.replaceChildren(...shown.slice(from, to).map((row) => {
      const line = make('tr');
      line.append(...cells(row));
      return line;
    }));
    byId('where').textContent = shown.length
      ? `${(from + 1).toLocaleString('en-US')}–${to.toLocaleString('en-US')} of ${shown.length.toLocaleString('en-US')}`
      : 'No trade matches';
    byId('previous').disabled = page === 0;
    byId('next').disabled = page >= pages - 1;
  };
  const sort = () => {
    const sign = down ? -1 : 1;
    shown.sort((a, b) => {
      const x = a[key], y = b[key];
      return sign * (typeof x === 'string' ? x.localeCompare(y) : x - y) || a.at - b.at;
    });
  };
  heads.forEach((head) => {
    const button = make('button', head.textContent);
    button.type = 'button';
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const same = key === head.dataset.key;
      down = same ? !down : !['pair', 'side', 'tag', 'reason', 'open', 'close'].includes(head.dataset.key);
      key = head.dataset.key;
      heads.forEach((one) => one.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      page = 0;
      sort();
      draw();
    });
  });
  byId('trade-controls').hidden = false;
  byId('filter').addEventListener('input', (event) => {
    const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = rows.filter((row) => {
      const text = `${row.pair} ${row.side} ${row.tag} ${row.reason} ${when(row.open)} ${when(row.close)}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    page = 0;
    sort();
    draw();
  });
  byId('previous').addEventListener('click', () => { page -= 1; draw(); });
  byId('next').addEventListener('click', () => { page += 1; draw(); });
  draw();
})();
