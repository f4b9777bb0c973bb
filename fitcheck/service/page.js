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

  // coming back from a report, the form can be sent again
  window.addEventListener("pageshow", () => {
    sent = false;
    button.removeAttribute("aria-disabled");
    said.textContent = "";
  });
  if (problem) problem.focus();
})();
