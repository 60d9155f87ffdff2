import { expect, test } from "vitest";
import { matched, readMap, type OwnMap } from "./regions";

const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const area = (properties: object, coordinates: unknown = [SQUARE], type = "Polygon") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const file = (...features: object[]) => JSON.stringify({ type: "FeatureCollection", features });
const read = (...features: object[]) => readMap(file(...features), "own.geojson") as OwnMap;
const REGIONS = [{ name: "Upper East", code: "XX-UE" }, { name: "Çentre" }, { name: "Coast", code: "XX-CO" }];

test("areas belong to the regions that they are named for, however the name is written", () => {
  const found = matched(
    read(area({ id: "1", name: "UPPER EAST (UE) Region" }), area({ name: "centre" }), area({ name: "Sea" })),
    REGIONS,
  );
  expect([...found.polygons.keys()]).toEqual(["Upper East", "Çentre"]);
  expect(found.missing).toEqual(["Coast"]);
  expect(found.strange).toEqual(["Sea"]);
});

test("the property that names most regions names them, a code as well as a name", () => {
  const map = read(area({ label: "Coast", iso: "XX-UE" }), area({ label: "?", iso: "XX-CO" }));
  expect([...matched(map, REGIONS).polygons.keys()]).toEqual(["Upper East", "Coast"]);
});

test("districts that tell their region are its areas together", () => {
  const map = read(
    area({ district: "A", region: "Coast" }),
    area({ district: "B", region: "Coast" }, [[SQUARE], [SQUARE]], "MultiPolygon"),
  );
  expect(matched(map, REGIONS).polygons.get("Coast")).toHaveLength(3);
});

test("points are kept to about a hundred metres, and those that fall together once", () => {
  const map = read(
    area({ name: "Coast" }, [
      [
        [0, 0],
        [0.00011, 0.0002],
        [1.23456, 0],
        [1, 1],
        [0, 0],
      ],
    ]),
  );
  expect(map.areas[0]?.polygons[0]?.[0]).toEqual([
    [0, 0],
    [1.235, 0],
    [1, 1],
    [0, 0],
  ]);
});

test.each([
  ["json", "{"],
  ["topology", '{"type":"Topology","objects":{}}'],
  ["collection", '{"type":"Feature"}'],
  ["collection", "null"],
  ["areas", file({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [1, 2] } })],
  ["areas", file(area({ name: "Coast" }, "nonsense"), { geometry: null })],
  [
    "areas",
    file(
      area({ name: "Coast" }, [
        [
          ["a", 1],
          [null, 2],
        ],
      ]),
    ),
  ],
])("what is no map of areas is refused as %s", (why, text) => expect(readMap(text, "own.json")).toBe(why));

test("a map of more points than a browser keeps is refused", () => {
  const ring = Array.from({ length: 200_000 }, (_, at) => [at, at % 7]);
  expect(readMap(file(area({ name: "Coast" }, [ring])), "own.json")).toBe("detailed");
});
