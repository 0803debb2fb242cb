// Suggestions under the search box. The page works without this file: it only fills a list that the browser shows.
(() => {
  const box = document.querySelector('input[name="q"]');
  if (!box) return;
  const list = document.createElement('datalist');
  list.id = 'suggestions';
  document.body.append(list);
  box.setAttribute('list', list.id);
  const fields = {official: 'official', place: 'place', province: 'province', district: 'place', commune: 'place', source: 'source', topic: 'topic'};
  let timer, last = '';
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = box.value.trim();
      if (text.length < 2 || text === last || text.includes(':')) return;
      last = text;
      const answer = await fetch('/api/v1/suggest?n=8&q=' + encodeURIComponent(text));
      if (!answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(s => {
        const option = document.createElement('option');
        const value = s.kind === 'source' ? s.value : '"' + s.label + '"';
        option.value = (fields[s.kind] || 'title') + ':' + value;
        option.label = s.label + ' (' + s.count + ')';
        return option;
      }));
    }, 120);
  });
})();
