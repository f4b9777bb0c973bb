"use strict";
(() => {
  const form = document.getElementById("check");
  const button = form.querySelector("button");
  const said = document.getElementById("said");
  const problem = document.getElementById("problem");
  let sent = false;

  const carries = (event) => Array.from(event.dataTransfer.types).includes("Files");

  // a file that misses its field must not replace the page
  ["dragover", "drop"].forEach((name) =>
    window.addEventListener(name, (event) => {
      if (carries(event)) event.preventDefault();
    }));

  document.querySelectorAll(".drop").forEach((zone) => {
    const input = document.getElementById(zone.dataset.for);
    const told = () => zone.classList.toggle("filled", input.files.length > 0);
    zone.addEventListener("dragover", (event) => {
      if (carries(event)) zone.classList.add("over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      zone.classList.remove("over");
      if (!carries(event)) return;
      event.preventDefault();
      const one = new DataTransfer();
      if (event.dataTransfer.files.length) one.items.add(event.dataTransfer.files[0]);
      input.files = one.files;
      told();
      if (input.files.length) said.textContent = `${input.files[0].name} is taken as the ${zone.dataset.for}`;
    });
    input.addEventListener("change", told);
    told();
  });

  form.addEventListener("submit", (event) => {
    const posting = document.getElementById("posting_text");
    const file = document.getElementById("posting");
    if (sent) {
      event.preventDefault();
      return;
    }
    if (!posting.value.trim() && !file.files.length) {
      event.preventDefault();
      said.textContent = "Paste the posting or give its file";
      posting.focus();
      return;
    }
    if (posting.value.trim() && file.files.length) {
      event.preventDefault();
      said.textContent = "The posting is given twice: remove its text or its file";
      file.focus();
      return;
    }
    sent = true;
    button.setAttribute("aria-disabled", "true");
    said.textContent = "Reading and judging…";
  });

  // a posting behind the # of the address, put there by a bookmarklet: shown in its field, and sent
  // only by the person; it goes from the address, so that it does not stay in the history
  const handed = () => {
    const text = new URLSearchParams(location.hash.slice(1)).get("posting");
    if (!text) return;
    history.replaceState(null, "", location.pathname + location.search);
    document.getElementById("posting_text").value = text.slice(0, 400000);
    said.textContent = "A posting was handed over: read it, choose your resume, then check";
  };
  window.addEventListener("hashchange", handed);

  // coming back from a report, the form can be sent again
  window.addEventListener("pageshow", () => {
    sent = false;
    button.removeAttribute("aria-disabled");
    said.textContent = "";
    handed();
  });
  if (problem) problem.focus();
})();
