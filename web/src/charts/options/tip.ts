/** The tooltip, made of elements: a name out of a file is text, whatever it says. */
export interface TipLine {
  name: string;
  value: string;
  variable?: string;
  isTotal?: boolean;
}

export function tip(title: string, lines: readonly TipLine[], empty: string): HTMLElement {
  const box = element("div", "chart-tip-box");
  box.append(element("p", "chart-tip-month", title));
  const list = element("dl", "chart-tip-list");
  for (const each of lines) {
    const name = element(
      "dt",
      each.isTotal ? "chart-tip-total" : each.variable ? "chart-tip-marked" : "",
      each.name,
    );
    if (each.variable) name.style.setProperty("--mark", `var(${each.variable})`);
    list.append(name, element("dd", each.isTotal ? "chart-tip-total" : "", each.value));
  }
  box.append(list.childElementCount ? list : element("p", "", empty));
  return box;
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
