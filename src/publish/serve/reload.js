// Loads the page again when the preview has something newer than what this page was made from.
(() => {
  const { version, events: address } = document.currentScript.dataset;
  let events;
  const listen = () => {
    // A browser keeps few connections to one host: pages that nobody sees give theirs back.
    if (events || document.hidden) return;
    events = new EventSource(address);
    events.onmessage = e => { if (e.data !== version) location.reload(); };
  };
  const rest = () => { if (events) events.close(); events = undefined; };
  document.addEventListener('visibilitychange', () => { if (document.hidden) rest(); else listen(); });
  addEventListener('pagehide', rest);
  addEventListener('pageshow', listen);
  listen();
})();
