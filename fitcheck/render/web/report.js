"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const asks = all("a.req");
  const named = (element) => (element.dataset.r || "").split(" ");
  const status = document.getElementById("said");

  const inside = (pane, element) => {
    if (!pane || !element) return;
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3 });
    // on a phone the panes stand one above the other
    const seen = element.getBoundingClientRect();
    if (seen.bottom > window.innerHeight || seen.top < 0) pane.scrollIntoView({ block: "nearest" });
  };

  const show = (id, from) => {
    all(".lit").forEach((element) => element.classList.remove("lit"));
    const lit = all("[data-r]").filter((element) => named(element).includes(id));
    lit.forEach((element) => element.classList.add("lit"));
    const card = document.getElementById(id);
    if (card) card.classList.add("lit");
    const evidence = lit.filter((element) => element.closest("#resume"));
    const asked = lit.filter((element) => element.closest("#posting"));
    if (from !== "resume") inside(document.getElementById("resume"), evidence[0]);
    if (from !== "posting") inside(document.getElementById("posting"), asked[0]);
    if (card && status) {
      const level = card.dataset.level;
      const count = evidence.length;
      status.textContent = `${level}; ${count} ${count === 1 ? "line" : "lines"} of the resume lit`;
    }
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-r]");
    if (!target) return;
    const pane = target.closest(".pane");
    if (!pane && !target.classList.contains("ask")) return;
    event.preventDefault();
    show(named(target)[0], pane ? pane.id : "list");
    if (!pane) document.getElementById("panes").scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !["j", "k"].includes(event.key)) return;
    const here = asks.indexOf(document.activeElement);
    const next = asks[here + (event.key === "j" ? 1 : -1)] || asks[event.key === "j" ? 0 : asks.length - 1];
    if (!next) return;
    next.focus();
    show(named(next)[0], "posting");
  });
})();
