// A long text that was typed but not sent is not lost by a slip: the browser asks before leaving.
export function guardDrafts() {
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (!form.querySelector("textarea")) continue;
    let typed = false;
    form.addEventListener("input", () => { typed = true; });
    form.addEventListener("submit", () => { typed = false; });
    addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  }
}
