// A chosen picture is shown before it is sent, with a frame to crop where the page asks for one.
import { cropper } from "./crop.js";

export function previews() {
  for (const place of document.querySelectorAll("[data-preview-of]")) {
    const input = document.getElementById(place.dataset.previewOf);
    input?.addEventListener("change", () => show(input, place));
  }
}

function show(input, place) {
  place.replaceChildren();
  for (const file of input.files) {
    const line = document.createElement("span");
    line.textContent = `${file.name} · ${size(file.size)}`;
    line.className = "small soft";
    if (/^image\/(png|jpeg|webp)$/.test(file.type)) {
      const image = new Image();
      image.alt = "";
      image.src = URL.createObjectURL(file);
      place.append(image);
      if (input.dataset.crop && input.form) cropper(image, input.form, input.dataset.crop);
    }
    place.append(line);
  }
}

function size(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let step = 0;
  let left = bytes;
  while (left >= 1000 && step < 3) {
    left /= 1000;
    step += 1;
  }
  return `${left.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${units[step]}`;
}
