// On a phone the filters stand folded, so that the results come first; their head says how many are chosen.
export function facets() {
  if (matchMedia("(min-width: 60rem)").matches) return;
  for (const box of document.querySelectorAll("details.filters")) box.open = false;
  for (const group of document.querySelectorAll(".facets details")) {
    if (!group.querySelector("[aria-current]")) group.open = false;
  }
}
