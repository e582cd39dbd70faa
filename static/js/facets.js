// On a phone the filters stand folded, so that the results come first; what is chosen stays open.
export function facets() {
  if (matchMedia("(min-width: 60rem)").matches) return;
  for (const group of document.querySelectorAll(".facets details")) {
    if (!group.querySelector("[aria-current]")) group.open = false;
  }
}
