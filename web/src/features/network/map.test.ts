import { expect, test } from "vitest";
import { fitted, gridLines, moved, placed, scaleBar } from "./map";

const SIZE = { width: 800, height: 400 };
const SPOTS = [
  { latitude: -34, longitude: 150 },
  { latitude: -30, longitude: 153.5 },
  { latitude: -31, longitude: 151 },
];

test.each([
  ["several", SPOTS],
  ["one", SPOTS.slice(0, 1)],
  ["far apart, near a pole", [{ latitude: 70, longitude: -170 }, { latitude: 84, longitude: 170 }]], // prettier-ignore
])("every spot is in sight: %s", (_, spots) => {
  const sight = fitted(spots, SIZE);
  for (const spot of spots) {
    const { x, y } = placed(spot, sight, SIZE);
    expect(x).toBeGreaterThanOrEqual(47.9);
    expect(x).toBeLessThanOrEqual(752.1);
    expect(y).toBeGreaterThanOrEqual(47.9);
    expect(y).toBeLessThanOrEqual(352.1);
  }
});

test("north is up, east is right, and a drag takes the spot along", () => {
  const sight = fitted(SPOTS, SIZE);
  const [south, north] = SPOTS.map((each) => placed(each, sight, SIZE));
  expect(north!.y).toBeLessThan(south!.y);
  expect(north!.x).toBeGreaterThan(south!.x);
  const after = placed(SPOTS[0]!, moved(sight, 30, -20), SIZE);
  expect(after.y).toBeCloseTo(south!.y - 20);
  expect(Math.abs(after.x - south!.x - 30)).toBeLessThan(2); // a parallel further north is a little shorter
});

test("the bar says kilometres as they are: a degree of latitude is 111.2 of them", () => {
  const sight = fitted(SPOTS, SIZE);
  const { km, width } = scaleBar(sight, 120);
  expect(width).toBeLessThanOrEqual(120);
  expect((width / sight.scale) * 111.2).toBeCloseTo(km);
  expect([1, 2, 5]).toContain(Number(String(km).replaceAll("0", "")));
});

test("the lines of the grid stand at round degrees, apart enough to be read", () => {
  const { parallels } = gridLines(fitted(SPOTS, SIZE), SIZE);
  expect(parallels.length).toBeGreaterThan(1);
  const steps = parallels.slice(1).map((each, at) => parallels[at]!.y - each.y);
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(89.9);
});
