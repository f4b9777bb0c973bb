// Puts the text of a posting, or what is selected of it, into fitcheck's page on this machine.
// The text stands behind the # of the address, which no browser sends to anybody (docs/integrate.md).
(() => {
  const chosen = String(getSelection()).trim();
  const posting = document.querySelector("main, [role=main], article") || document.body;
  const text = (chosen || posting.innerText).slice(0, 100000);
  open("http://127.0.0.1:8765/#posting=" + encodeURIComponent(text), "_blank", "noopener");
})();
