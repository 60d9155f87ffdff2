import { expect, test } from "vitest";
import source from "./tokens.css?raw";

type Theme = "light" | "dark";
const TOKENS = new Map(
  [...source.matchAll(/^ {2}--([\w-]+): ([^;]+);$/gm)].map(([, name, value]) => [name, value] as const),
);

/** A token's colour in a theme, its references followed. */
function colour(name: string, theme: Theme): string {
  const value = TOKENS.get(name);
  if (!value) throw new Error(`there is no token --${name}`);
  const [, other] = /^var\(--([\w-]+)\)$/.exec(value) ?? [];
  if (other) return colour(other, theme);
  const [, light, dark] = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value) ?? [];
  if (!light || !dark) throw new Error(`--${name} is no pair of colours: ${value}`);
  return theme === "light" ? light : dark;
}

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string, theme: Theme): number {
  const [light = 0, dark = 0] = [one, other]
    .map((each) => luminance(colour(each, theme)))
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES: readonly Theme[] = ["light", "dark"];
const GROUNDS = ["ground", "surface", "surface-raised", "surface-sunken"];
const STEPS = [1, 2, 3, 4, 5, 6, 7];
const cross = (texts: readonly string[], grounds: readonly string[]) =>
  texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));

const TEXTS: readonly (readonly [string, string])[] = [
  ...cross(["ink", "ink-soft", "ink-faint", "accent", "accent-strong"], GROUNDS),
  ...cross(["good", "caution", "bad"], GROUNDS),
  ...cross(["ink", "ink-soft", "accent-strong"], ["accent-wash"]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ...["good", "caution", "bad"].flatMap((tone) => cross([tone, "ink", "ink-soft"], [`${tone}-wash`])),
  ...["seq", "div"].flatMap((ramp) =>
    STEPS.map((step) => [`chart-${ramp}-on-${step}`, `chart-${ramp}-${step}`] as const),
  ),
];
const MARKS = [...TOKENS.keys()].filter((name) => /^product-|^chart-series-|^chart-others$/.test(name ?? ""));
const GRAPHICS = cross([...MARKS.map(String), "line-strong"], ["surface"]);

for (const theme of THEMES) {
  test(`every text reads at 4.5:1 on what it stands on, ${theme}`, () =>
    expect(TEXTS.filter(([text, ground]) => contrast(text, ground, theme) < 4.5)).toEqual([]));
  test(`every mark shows at 3:1, ${theme}`, () => {
    expect(MARKS.length).toBeGreaterThan(24);
    expect(GRAPHICS.filter(([mark, ground]) => contrast(mark, ground, theme) < 3)).toEqual([]);
  });
  test(`a ramp of amounts goes one way, ${theme}`, () => {
    const steps = STEPS.map((step) => luminance(colour(`chart-seq-${step}`, theme)));
    const sorted = steps.toSorted((a, b) => (theme === "light" ? b - a : a - b));
    expect(steps).toEqual(sorted);
  });
}
