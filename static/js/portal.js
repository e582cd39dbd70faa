// What makes pages quicker; every page works without any of it.
import { menus } from "./menu.js";
import { previews } from "./preview.js";
import { autosubmit } from "./autosubmit.js";
import { tables } from "./tables.js";
import { tabs } from "./tabs.js";
import { guardDrafts } from "./drafts.js";
import { peopleFields } from "./people.js";
import { facets } from "./facets.js";
import { suggestBoxes } from "./suggest.js";

const summary = document.querySelector("[data-focus]");
if (summary && document.activeElement !== summary) summary.focus();

menus();
previews();
autosubmit();
tables();
tabs();
facets();
guardDrafts();
peopleFields();
suggestBoxes();
